using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>What a name of a pickle stands for here. Nothing is ever looked up or called by name.</summary>
internal enum PickleMeaning
{
    /// <summary>An ordered dictionary.</summary>
    Dictionary,

    /// <summary>The parsed command line of the program that wrote the file: attributes only.</summary>
    Attributes,

    /// <summary>A view of a storage.</summary>
    Tensor,

    /// <summary>A tensor that is wrapped as a parameter, by a function.</summary>
    Parameter,

    /// <summary>A tensor that is wrapped as a parameter, by its class (files of 2017).</summary>
    ParameterClass,

    /// <summary>A kind of number.</summary>
    Numbers,
}

/// <summary>One of the few names that a weights file may use.</summary>
/// <param name="Meaning">What it stands for.</param>
/// <param name="Type">The kind of number, for <see cref="PickleMeaning.Numbers"/>.</param>
internal sealed record PickleGlobal(PickleMeaning Meaning, HostType Type = HostType.Float32)
{
    private static readonly (string Name, HostType Type)[] Kinds =
    [
        ("Float", HostType.Float32), ("Double", HostType.Float64), ("Half", HostType.Float16), ("BFloat16", HostType.BFloat16),
        ("Long", HostType.Int64), ("Int", HostType.Int32), ("Short", HostType.Int16), ("Char", HostType.Int8),
        ("Byte", HostType.UInt8), ("Bool", HostType.Bool),
    ];

    private static readonly Dictionary<string, PickleGlobal> Known = Allowed();

    /// <summary>What a name stands for; null for every name that is not on the list.</summary>
    /// <param name="module">The Python module.</param>
    /// <param name="name">The name in it.</param>
    public static PickleGlobal? Find(string module, string name) => Known.GetValueOrDefault($"{module}.{name}");

    private static Dictionary<string, PickleGlobal> Allowed()
    {
        Dictionary<string, PickleGlobal> known = new(StringComparer.Ordinal)
        {
            ["collections.OrderedDict"] = new(PickleMeaning.Dictionary),
            ["argparse.Namespace"] = new(PickleMeaning.Attributes),
            ["torch._utils._rebuild_tensor"] = new(PickleMeaning.Tensor),
            ["torch._utils._rebuild_tensor_v2"] = new(PickleMeaning.Tensor),
            ["torch._utils._rebuild_parameter"] = new(PickleMeaning.Parameter),
            ["torch.nn.parameter.Parameter"] = new(PickleMeaning.ParameterClass),
        };
        foreach ((string? name, HostType type) in Kinds)
        {
            known[$"torch.{name}Storage"] = new(PickleMeaning.Numbers, type);
            known[$"torch.{name}Tensor"] = new(PickleMeaning.Numbers, type);
        }
        return known;
    }
}
