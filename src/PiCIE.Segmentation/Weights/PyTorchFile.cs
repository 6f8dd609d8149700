using System.Diagnostics;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights;

/// <summary>
/// Reads weights that PyTorch wrote, in its three formats: zip (since 1.6), five pickles in a row (0.4 to 1.5), tar (2017). Nothing in the file is executed.
/// </summary>
internal static class PyTorchFile
{
    /// <summary>Reads the tensors of a network, or of the network in a training checkpoint.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="WeightsException">The file is damaged, of another format, holds no weights, or is not to be trusted.</exception>
    public static NamedTensors Parse(ReadOnlyMemory<byte> file, string source)
    {
        try
        {
            return WeightsFile.FormatOf(file.Span) switch
            {
                WeightsFormat.Zip => PyTorchZip.Read(file, source),
                WeightsFormat.Tar => PyTorchState.Tensors(PyTorchTar.Read(file, source), source),
                WeightsFormat.Legacy => PyTorchState.Tensors(PyTorchLegacy.Read(file, source), source),
                WeightsFormat.Safetensors or WeightsFormat.Unknown =>
                    throw new WeightsException($"{source} is no file of PyTorch; .pth files of 2017 and later are read."),
                _ => throw new UnreachableException(),
            };
        }
        catch (Exception damaged) when (DamagedFile.IsCauseOf(damaged))
        {
            throw new WeightsException($"{source} is damaged or cut off ({damaged.Message}); fetch it again.", damaged);
        }
    }
}
