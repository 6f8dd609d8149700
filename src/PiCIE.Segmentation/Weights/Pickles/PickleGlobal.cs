using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>A name that a weights file uses.</summary>
/// <param name="Meaning">Meaning of the name.</param>
/// <param name="Name">Module and name as the file writes them.</param>
/// <param name="Type">The kind of number, for <see cref="PickleMeaning.Numbers"/>.</param>
internal sealed record PickleGlobal(PickleMeaning Meaning, string Name, HostType Type = HostType.Float32)
{
    private const string Rebuild = "torch._utils._rebuild_";

    private static readonly (string Name, HostType Type)[] Kinds =
    [
        ("Float", HostType.Float32), ("Double", HostType.Float64), ("Half", HostType.Float16), ("BFloat16", HostType.BFloat16),
        ("Long", HostType.Int64), ("Int", HostType.Int32), ("Short", HostType.Int16), ("Char", HostType.Int8),
        ("Byte", HostType.UInt8), ("Bool", HostType.Bool),
    ];

    /// <summary>Lists, in lower case, functions and classes that checkpoints call for values beside their tensors.</summary>
    private static readonly string[] Values =
    [
        "torch.Size", "torch.device", "torch.serialization._get_layout", "torch.storage._load_from_bytes",
        "numpy.dtype", "numpy.ndarray", "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar",
        "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct",
        "numpy.core.numeric._frombuffer", "numpy._core.numeric._frombuffer",
        "_codecs.encode", "builtins.set", "builtins.frozenset", "builtins.complex", "builtins.slice", "builtins.range", "builtins.bytearray",
        "builtins.dict", "builtins.list", "builtins.object", "builtins.bytes",
        "__builtin__.set", "__builtin__.frozenset", "__builtin__.complex", "__builtin__.bytearray", "__builtin__.object",
        "__builtin__.dict", "__builtin__.list", "builtins.int", "builtins.float", "builtins.str", "builtins.bool", "builtins.tuple",
        "__builtin__.int", "__builtin__.float", "__builtin__.str", "__builtin__.bool", "__builtin__.tuple", "__builtin__.long", "__builtin__.unicode",
        "collections.defaultdict", "collections.deque", "datetime.datetime", "datetime.timedelta", "datetime.date", "functools.partial",
        "types.SimpleNamespace", "numpy.random._pickle.__randomstate_ctor", "numpy.random._pickle.__bit_generator_ctor",
        "numpy.random._pickle.__generator_ctor",
    ];

    /// <summary>Lists modules whose names run programs or reach files; weights have no use for them, whatever the rest of the file holds.</summary>
    private static readonly HashSet<string> Dangerous = new(StringComparer.Ordinal)
    {
        "os", "nt", "posix", "subprocess", "sys", "shutil", "socket", "pty", "platform", "runpy", "importlib", "imp", "pkgutil", "ctypes", "code",
        "codeop", "commands", "webbrowser", "pickle", "_pickle", "marshal", "types", "inspect", "operator", "_operator", "asyncio", "multiprocessing",
        "threading", "signal", "tempfile", "urllib", "http", "requests", "ftplib", "smtplib", "pip", "timeit", "bdb", "pdb", "cProfile", "profile",
        "builtins", "__builtin__",
    };

    private static readonly Dictionary<string, PickleGlobal> Known = Allowed();

    /// <summary>Returns the meaning of a name; null for the names of modules that run programs or reach files.</summary>
    /// <param name="module">The Python module.</param>
    /// <param name="name">The name in it.</param>
    public static PickleGlobal? Find(string module, string name)
    {
        string whole = $"{module}.{name}";
        return Known.GetValueOrDefault(whole)
            ?? (whole.StartsWith(Rebuild, StringComparison.Ordinal) ? new PickleGlobal(PickleMeaning.Value, whole)
                : Dangerous.Contains(module.Split('.')[0]) ? null
                : new PickleGlobal(PickleMeaning.Class, whole));
    }

    /// <summary>Whether the name is written as Python writes classes, with a capital letter.</summary>
    public bool LooksLikeClass => char.IsUpper(Name[(Name.LastIndexOf('.') + 1)..].TrimStart('_').FirstOrDefault());

    private static Dictionary<string, PickleGlobal> Allowed()
    {
        Dictionary<string, PickleGlobal> known = new(StringComparer.Ordinal);
        Add("collections.OrderedDict", PickleMeaning.Dictionary);
        Add("torch._utils._rebuild_tensor", PickleMeaning.Tensor);
        Add("torch._utils._rebuild_tensor_v2", PickleMeaning.Tensor);
        Add("torch._tensor._rebuild_from_type_v2", PickleMeaning.TensorOfClass);
        Add("torch._utils._rebuild_parameter", PickleMeaning.Parameter);
        Add("torch._utils._rebuild_parameter_with_state", PickleMeaning.Parameter);
        Add("torch.nn.parameter.Parameter", PickleMeaning.ParameterClass);
        Add("copyreg._reconstructor", PickleMeaning.Reconstructor);
        Add("copy_reg._reconstructor", PickleMeaning.Reconstructor);
        foreach (string name in Values)
        {
            Add(name, PickleMeaning.Value);
        }

        foreach ((string name, HostType type) in Kinds)
        {
            Add($"torch.{name}Storage", PickleMeaning.Numbers, type);
            Add($"torch.{name}Tensor", PickleMeaning.Numbers, type);
        }

        return known;

        void Add(string name, PickleMeaning meaning, HostType type = HostType.Float32) => known[name] = new PickleGlobal(meaning, name, type);
    }
}
