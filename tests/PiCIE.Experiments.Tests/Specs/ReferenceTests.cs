using System.Reflection;
using System.Text;
using System.Text.Json;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Sweeps;
using PiCIE.Experiments.Tests.Keys;

namespace PiCIE.Experiments.Tests.Specs;

/// <summary>The page of all keys of a spec, made from what reads them: a key, a default or a range that changes changes the page.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string> Entering = new()
    {
        ["task"] = "by what it says of lists, sizes, classes and matching: all",
        ["data"] = "by the content of its photographs and label files: all",
        ["seeds"] = "train, cluster, evaluate",
        ["sweep"] = "as the keys that it sets",
    };

    private readonly WrittenSummaries _summaries = new(typeof(RunSettings).Assembly);

    [Fact]
    public void The_page_of_keys_is_made_from_what_reads_them() =>
        Page().ShouldStandIn(Path.Combine(Repository.Root, "docs", "reference.md"));

    [Fact]
    public void Every_key_says_what_it_expects_or_has_keys_below_it() =>
        SpecReader.Keys.Paths.Where(path => path != Sweep.Key && !SpecReader.Keys.Expected.ContainsKey(path))
            .ShouldAllBe(path => SpecReader.Keys.Paths.Any(other => other.StartsWith(path + ".", StringComparison.Ordinal)));

    private string Page()
    {
        Dictionary<string, string> defaults = Defaults(string.Empty);
        StringBuilder page = new();
        page.Append("""
            # Every key of a spec

            This page is made from the types that read a spec (`tests/PiCIE.Experiments.Tests/Specs/ReferenceTests.cs`); write it anew with `PICIE_WRITE_EXPECTED=1` after a change. What `picie` ends with stands in
            [exit-status.md](exit-status.md).

            Keys are camelCase, and unknown, doubled or mistyped ones are refused with line, column and the nearest key. *Default* is what holds where the key is not set: of method picie and preset
            `released-2021-12`, and for switches also of `released-2021-07` and `clean` where that differs; "–" stands for nothing, or for what the sentence says. *New keys for* names the stages that
            another value makes anew: the first that reads it, and what reads that; where there are none, the key changes no result.


            """);
        page.Append("| key | allowed | default | new keys for | meaning |\n| --- | --- | --- | --- | --- |\n");
        foreach (string key in SpecReader.Keys.Paths.Where(key => SpecReader.Keys.Expected.ContainsKey(key) || key == Sweep.Key))
        {
            string allowed = SpecReader.Keys.Expected.GetValueOrDefault(key, "one of grid, list, random; when ([sweeps.md](sweeps.md))");
            page.Append($"| `{key}` | {allowed} | {DefaultOf(key, defaults)} | {StagesOf(key)} | {MeaningOf(key)} |\n");
        }

        return page.ToString();
    }

    private static string DefaultOf(string key, Dictionary<string, string> defaults)
    {
        if (key is "task" or "data" or "method")
        {
            return "required";
        }

        string[] others = [.. new[] { "released-2021-07", "clean" }.Select(preset => (preset, value: Defaults($"preset={preset}").GetValueOrDefault(key)))
            .Where(other => key != "preset" && other.value != defaults.GetValueOrDefault(key)).Select(other => $"{other.preset}: {other.value}")];
        return $"{defaults.GetValueOrDefault(key, "–")}{(others.Length == 0 ? "" : $" ({string.Join(", ", others)})")}";
    }

    /// <summary>The values where a spec says nothing, as JSON; those that a stage takes from elsewhere have none.</summary>
    private static Dictionary<string, string> Defaults(string preset)
    {
        ExperimentSpec spec = Samples.Read("task: camvid-11\ndata: camvid\nmethod: picie\n", preset.Length == 0 ? [] : [preset]);
        Dictionary<string, string> leaves = Leaves(ShownSettings.Of(spec.Settings), string.Empty).ToDictionary(leaf => leaf.Key, leaf => leaf.Value, StringComparer.Ordinal);
        leaves["priority"] = $"{spec.Priority}";
        leaves["seeds"] = "[1]";
        leaves["name"] = "name of the file";
        leaves.TryAdd("switches.kmeansInitRows", "all");
        return leaves;
    }

    private static IEnumerable<KeyValuePair<string, string>> Leaves(JsonElement node, string prefix) => node.EnumerateObject().SelectMany(member =>
        member.Value.ValueKind == JsonValueKind.Object
            ? Leaves(member.Value, $"{prefix}{member.Name}.")
            : [KeyValuePair.Create(prefix + member.Name, member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText())]);

    /// <summary>The stages whose keys change with a key, as the table of the tests holds it for every key.</summary>
    private static string StagesOf(string key)
    {
        if (Entering.TryGetValue(key, out string? said))
        {
            return said;
        }

        // What a row of the table sets beside the key belongs to neither side.
        string letters = string.Concat(StageKeyTableTests.Table.Select(row => row.Data.Item1.Split(' ')).Where(settings => settings[0].Split('=')[0] == key)
            .Select(settings => StageKeyTableTests.Changed(Samples.Plan(StageKeyTableTests.Base, settings[1..]), Samples.Plan(StageKeyTableTests.Base, settings))));
        StageKind[] kinds = [.. Enum.GetValues<StageKind>().Where(kind => letters.Contains(kind.ToString()[0], StringComparison.Ordinal))];
        return kinds.Length == 0 ? "–" : string.Join(", ", kinds.Select(kind => kind.ToString().ToLowerInvariant()));
    }

    private string MeaningOf(string key)
    {
        if (key == Sweep.Key)
        {
            return _summaries.Of(typeof(Sweep));
        }

        if (typeof(ExperimentSpec).GetProperties().FirstOrDefault(property => SpecKeys.Of(property) == key && property.Name is not nameof(ExperimentSpec.Settings)) is { } top)
        {
            return _summaries.Of(top);
        }

        Type type = typeof(RunSettings);
        PropertyInfo? property = null;
        foreach (string part in key.Split('.'))
        {
            property = Property(type, part) ?? Property(typeof(PicieTraining), part);
            type = property.ShouldNotBeNull($"no type has {key}").PropertyType;
        }

        return _summaries.Of(property!);
    }

    private static PropertyInfo? Property(Type type, string key) => type.GetProperties().FirstOrDefault(property => SpecKeys.Of(property) == key);
}
