using PiCIE.Segmentation.Weights.Pickles;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights;

/// <summary>
/// Reads weights that PyTorch wrote, in its three formats: zip (since 1.6), five pickles in a row (0.4 to 1.5), tar (2017). Nothing in the file is executed.
/// </summary>
internal static class PyTorchFile
{
    private const string State = "state_dict";

    /// <summary>The tensors of a network; of a training checkpoint of the authors its <c>state_dict</c>.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="WeightsException">The file is damaged, of another format, or not to be trusted.</exception>
    public static NamedTensors Parse(ReadOnlyMemory<byte> file, string source)
    {
        object? root;
        try
        {
            root = WeightsFile.FormatOf(file.Span) switch
            {
                WeightsFormat.Zip => PyTorchZip.Read(file, source),
                WeightsFormat.Tar => PyTorchTar.Read(file, source),
                WeightsFormat.Legacy => PyTorchLegacy.Read(file, source),
                _ => throw new WeightsException($"{source} is no file of PyTorch; .pth files of 2017 and later are read."),
            };
        }
        catch (Exception damaged) when (DamagedFile.IsCauseOf(damaged))
        {
            throw new WeightsException($"{source} is damaged or cut off ({damaged.Message}); fetch it again.", damaged);
        }
        return root is PickleDictionary dictionary
            ? Tensors(dictionary[State] as PickleDictionary ?? dictionary, source)
            : throw new WeightsException($"{source} holds no dictionary of tensors; save the state_dict of the network instead of the network itself.");
    }

    private static NamedTensors Tensors(PickleDictionary dictionary, string source)
    {
        NamedTensors tensors = new() { Source = source };
        long total = 0L;
        foreach ((object? key, object? value) in dictionary.Entries)
        {
            TorchTensor? tensor = value as TorchTensor ?? (value as TorchParameter)?.Tensor;
            if (key is not string name || tensor is null)
            {
                throw new WeightsException(
                    $"{source} holds '{key}', which is no tensor, where a dictionary of tensors was expected; save the state_dict of the network.");
            }
            HostTensor host = tensor.ToHost(name, source);
            // Many views may share one small storage.
            total += host.Bytes.Length;
            if (total > WeightsFile.LargestFile)
            {
                throw new WeightsException($"The tensors of {source} take more than {WeightsFile.LargestFile} bytes; weights of up to that size are read.");
            }
            tensors.Add(name, host);
        }
        return tensors.Count > 0 ? tensors : throw new WeightsException($"{source} holds no tensors.");
    }
}
