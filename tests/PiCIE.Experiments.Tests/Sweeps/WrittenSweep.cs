using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;

namespace PiCIE.Experiments.Tests.Sweeps;

/// <summary>Writes the keys of a sweep in the notations that people use, and reads what comes of it.</summary>
internal static class WrittenSweep
{
    /// <summary>Keys of a spec with values, each value in two spellings that mean the same.</summary>
    public static readonly (string Key, (string One, string Other)[] Values)[] Keys =
    [
        ("train.learningRate", [("1e-4", "0.0001"), ("5e-4", "0.00050"), ("0.01", "1e-2")]),
        ("train.epochs", [("2", "2"), ("3", "3")]),
        ("train.optimizer", [("adam", "adam"), ("sgd", "sgd")]),
        ("train.kmeans.iterations", [("7", "7"), ("9", "9")]),
        ("cluster.k", [("11", "11"), ("22", "22"), ("33", "33")]),
        ("cluster.seed", [("5", "5"), ("6", "6")]),
        ("switches.grey", [("true", "true"), ("false", "false")]),
        ("evaluate.splits", [("[val]", "[ val ]"), ("[val, test]", "[val,test]")]),
        ("method", [("picie", "picie"), ("frozen", "frozen")]),
    ];

    /// <summary>A sample that sets none of them but the method.</summary>
    public const string Base = "name: sweep\ntask: camvid-11\ndata: camvid\nmethod: picie\nbackbone: { weights: none }\n";

    /// <summary>Writes keys with lists of values as a grid.</summary>
    public static string Grid(IEnumerable<(string Key, string[] Values)> keys, bool nested, bool block)
    {
        Branch top = new();
        foreach ((string key, string[] values) in keys)
        {
            top.Add(nested ? key.Split('.') : [key], values);
        }

        return block ? $"sweep:\n  grid:\n{top.Block("    ")}" : $"sweep: {{ grid: {top.Flow()} }}\n";
    }

    /// <summary>Returns the settings of the variants of a spec as one text each, in order.</summary>
    public static string[] Settings(string text, params string[] overrides) => [.. Samples.Read(text, overrides).Variants.Select(Text)];

    /// <summary>Returns the settings that a spec without a sweep has, with these keys set as a command line sets them.</summary>
    public static string Single(IEnumerable<(string Key, string Value)> values) =>
        Text(Samples.Read(Base, [.. values.Select(value => $"{value.Key}={value.Value}")]).Variants.ShouldHaveSingleItem());

    /// <summary>Returns what the sweep sets in each variant of a spec ("cluster.k=11 train.epochs=2"), in order.</summary>
    public static string[] Combinations(string sweep, params string[] overrides) =>
        [.. Samples.Read(Base + sweep, overrides).Variants.Select(variant => string.Join(' ', variant.Swept.Select(value => $"{value.Key}={value.Value.Spoken}")))];

    private static string Text(SpecVariant variant)
    {
        RunSettings settings = variant.Settings;
        return $"{ShownSettings.Of(settings).GetRawText()} {settings.Cluster.Seed}";
    }

    /// <summary>A map of the text that is written, with the words of nested keys.</summary>
    private sealed class Branch
    {
        private readonly List<(string Word, Branch Below, string[] Values)> _entries = [];

        public void Add(ReadOnlySpan<string> path, string[] values)
        {
            string word = path[0];
            if (path.Length == 1)
            {
                _entries.Add((word, new Branch(), values));
                return;
            }

            int known = _entries.FindIndex(entry => entry.Word == word);
            if (known < 0)
            {
                known = _entries.Count;
                _entries.Add((word, new Branch(), []));
            }

            _entries[known].Below.Add(path[1..], values);
        }

        public string Flow() => $"{{ {string.Join(", ", _entries.Select(entry => $"{entry.Word}: {(entry.Values.Length == 0 ? entry.Below.Flow() : $"[{string.Join(", ", entry.Values)}]")}"))} }}";

        public string Block(string indent) => string.Concat(_entries.Select(entry => entry.Values.Length == 0
            ? $"{indent}{entry.Word}:\n{entry.Below.Block(indent + "  ")}"
            : $"{indent}{entry.Word}:\n{string.Concat(entry.Values.Select(value => $"{indent}  - {value}\n"))}"));
    }
}
