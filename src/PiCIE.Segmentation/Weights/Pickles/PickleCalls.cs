using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>
/// Stands in for the calls in a pickle. Known names put numbers together; a class that is not known gives an object that only keeps what
/// the file puts into it; a function that is not known is refused by name.
/// </summary>
/// <param name="source">The file, for messages.</param>
internal sealed class PickleCalls(string source)
{
    /// <summary>Largest number of axes, far above any network's.</summary>
    private const int LargestRank = 64;

    /// <summary>Largest number of items that calls may copy in all: one list, named by many calls, would otherwise fill any memory.</summary>
    private const int LargestCopy = 4_000_000;

    private int _copied;

    /// <summary>Returns the result of calling a name with arguments.</summary>
    /// <param name="function">The name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="WeightsException">It is a function that no weights file needs.</exception>
    /// <exception cref="InvalidCastException">The arguments are not those of the function.</exception>
    public object? Call(PickleGlobal function, object?[] arguments) => function.Meaning switch
    {
        PickleMeaning.Dictionary => FromPairs(arguments.Length == 0 ? [] : (List<object?>)arguments[0]!),
        PickleMeaning.Tensor => Tensor(arguments),
        PickleMeaning.TensorOfClass => Call((PickleGlobal)arguments[0]!, (object?[])arguments[2]!),
        PickleMeaning.Parameter => arguments[0],
        PickleMeaning.Reconstructor => Reconstructed(arguments),
        PickleMeaning.Value => new PickleObject(function.Name),
        PickleMeaning.Class when function.LooksLikeClass => new PickleObject(function.Name),
        PickleMeaning.Class => throw Refusal(source, function.Name),
        _ => throw new InvalidCastException(),
    };

    /// <summary>Makes an empty object of a class.</summary>
    /// <param name="type">The name of the class.</param>
    /// <exception cref="InvalidCastException">The name is that of a function.</exception>
    public static object Make(PickleGlobal type) => type.Meaning switch
    {
        PickleMeaning.ParameterClass => new TorchParameter(),
        PickleMeaning.Dictionary => new PickleObject(),
        PickleMeaning.Class or PickleMeaning.Value => new PickleObject(type.Name),
        _ => throw new InvalidCastException(),
    };

    /// <summary>Gives an object its state.</summary>
    /// <param name="target">The object.</param>
    /// <param name="state">The state.</param>
    /// <exception cref="InvalidCastException">The object is none that takes a state.</exception>
    public static void Build(object? target, object? state)
    {
        switch (target)
        {
            case TorchParameter parameter:
                parameter.Tensor = (TorchTensor?)((object?[])state!)[0];
                break;
            case PickleObject made:
                made.State = state;
                break;
            case TorchTensor:
                // Attributes that somebody hung on a tensor.
                break;
            default:
                throw new InvalidCastException();
        }
    }

    /// <summary>Returns the exception that refuses a name.</summary>
    /// <param name="source">The file.</param>
    /// <param name="name">Module and name.</param>
    public static WeightsException Refusal(string source, string name) => new(
        $"{source} asks for '{name}', which no weights file needs; do not trust it. Nothing of it was run; ask its author for a file of plain tensors or safetensors.");

    private static object Tensor(object?[] arguments) => arguments[0] is PickleObject
        ? new PickleObject("torch.Tensor")
        : new TorchTensor((TorchStorage)arguments[0]!, (long)arguments[1]!, Numbers(arguments[2]), Numbers(arguments[3]));

    private object Reconstructed(object?[] arguments)
    {
        object made = Make((PickleGlobal)arguments[0]!);
        if (made is PickleObject target && arguments[2] is PickleObject items)
        {
            CountCopied(items.Items.Count);
            target.Items.AddRange(items.Items);
        }

        return made;
    }

    private void CountCopied(int items)
    {
        _copied += items;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_copied, LargestCopy);
    }

    private PickleObject FromPairs(List<object?> pairs)
    {
        CountCopied(pairs.Count);
        PickleObject dictionary = new();
        foreach (object? pair in pairs)
        {
            (object? key, object? value) = pair switch
            {
                object?[] { Length: 2 } both => (both[0], both[1]),
                List<object?> { Count: 2 } both => (both[0], both[1]),
                _ => throw new InvalidCastException(),
            };
            dictionary.Items.Add(new(key, value));
        }

        return dictionary;
    }

    private static long[] Numbers(object? tuple)
    {
        object?[] numbers = (object?[])tuple!;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numbers.Length, LargestRank);
        return [.. numbers.Select(number => (long)number!)];
    }
}
