using PiCIE.Segmentation.Weights.Pickles;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights;

/// <summary>
/// Finds the tensors of the network in what a training script saved: the dictionary itself, the one under a usual name, or the only one that there is.
/// </summary>
internal static class PyTorchState
{
    /// <summary>Largest number of dictionaries that may lie around the network.</summary>
    private const int Depth = 4;

    private const string HowToSave = "torch.save(model.state_dict(), \"weights.pth\")";

    /// <summary>Lists the names under which training scripts keep the network, the most telling first.</summary>
    private static readonly string[] UsualNames = ["state_dict", "model_state_dict", "model", "net", "network"];

    /// <summary>Returns the tensors of the network.</summary>
    /// <param name="root">Object that the file holds.</param>
    /// <param name="source">The file, for messages.</param>
    /// <exception cref="WeightsException">The file holds no network, several, or one with its code.</exception>
    public static NamedTensors Tensors(object? root, string source)
    {
        (string place, PickleObject dictionary) = Find(root, "", Depth, source);
        NamedTensors tensors = new() { Source = source, Place = place };
        long total = 0L;
        foreach ((object? key, object? value) in dictionary.Items)
        {
            if (key is not string name || TensorOf(value) is not { } tensor)
            {
                continue;
            }

            HostTensor host = tensor.ToHost(name, source);
            // Many views may share one small storage.
            total += host.Bytes.Length;
            if (total > WeightsLimits.LargestBytes)
            {
                throw new WeightsException($"The tensors of {source} take more than {WeightsLimits.LargestBytes} bytes; weights of up to that size are read.");
            }

            tensors.Add(name, host);
        }

        return tensors;
    }

    private static (string Place, PickleObject Dictionary) Find(object? value, string place, int depth, string source)
    {
        if (value is not PickleObject dictionary || (dictionary.ClassName is not null && dictionary.Items.Count == 0))
        {
            throw NoDictionary(value, place, source);
        }

        if (UsualNames.FirstOrDefault(name => HasNetwork(dictionary[name], depth - 1)) is { } usual)
        {
            return Find(dictionary[usual], Below(place, usual), depth - 1, source);
        }

        if (IsNetwork(dictionary))
        {
            return (place, dictionary);
        }

        string[] names = [.. dictionary.Items.Select(item => item.Key).OfType<string>()];
        string[] holders = [.. names.Where(name => HasNetwork(dictionary[name], depth - 1))];
        string? program = UsualNames.FirstOrDefault(name => dictionary[name] is PickleObject { ClassName: not null });
        return holders.Length switch
        {
            1 => Find(dictionary[holders[0]], Below(place, holders[0]), depth - 1, source),
            0 when program is not null => throw NoDictionary(dictionary[program], Below(place, program), source),
            0 => throw Nothing(names, source),
            _ => throw new WeightsException(
                $"{source} holds tensors under several names: {ShortList.Of(holders)}. Save the one that is meant: torch.save(torch.load(\"…\")[\"{holders[0]}\"], \"weights.pth\")."),
        };
    }

    private static bool IsNetwork(object? value) =>
        value is PickleObject dictionary && dictionary.Items.Any(item => item.Key is string && TensorOf(item.Value) is not null);

    private static bool HasNetwork(object? value, int depth) =>
        (depth > 0 && IsNetwork(value)) || (depth > 1 && value is PickleObject dictionary && UsualNames.Any(name => HasNetwork(dictionary[name], depth - 1)));

    private static TorchTensor? TensorOf(object? value) => value as TorchTensor ?? (value as TorchParameter)?.Tensor;

    private static string Below(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";

    private static WeightsException NoDictionary(object? value, string place, string source)
    {
        string where = place.Length == 0 ? source : $"{source} holds under '{place}'";
        string verb = place.Length == 0 ? "holds " : "";
        return new WeightsException(value is PickleObject { ClassName: { } name }
            ? $"{where} {verb}a whole network or another object ({name}), whose code is not run here; save its weights alone: {HowToSave}."
            : $"{where} {verb}no dictionary of tensors; save the weights of the network: {HowToSave}.");
    }

    private static WeightsException Nothing(string[] names, string source)
    {
        string what = names.Length == 0 ? "an empty dictionary" : $"a dictionary of {ShortList.Of(names)}";
        return new WeightsException($"{source} holds no tensors but {what}; save the weights of the network: {HowToSave}.");
    }
}
