using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Filters;

/// <summary>Says what was most likely meant by a field that is none: another field, or a figure or setting without the words in front.</summary>
internal static class FilterHints
{
    private const int MostNamed = 3;

    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["lr"] = "learningRate",
        ["bs"] = "batchSize",
        ["miou"] = "meanIoU",
        ["iou"] = "meanIoU",
        ["acc"] = "accuracy",
    };

    /// <summary>Returns the question what was meant by a field; null where nothing is near.</summary>
    /// <param name="name">The field as it was written.</param>
    /// <param name="columns">The fields that there are.</param>
    /// <param name="figures">The figures of a split.</param>
    public static string? OfField(string name, IReadOnlyList<string> columns, IReadOnlyList<string> figures)
    {
        string word = InFull(name);
        if (Same(word, figures) is { } figure)
        {
            return Figure(figure);
        }

        return Settings(word) is { } settings ? settings
            : NearestName.Of(name, columns) is { } column ? $"Did you mean {column}?"
            : NearestName.Of(word, figures) is { } near ? Figure(near)
            : NearestName.Of(word, KnownSettings.Keys.Select(Last).Distinct()) is { } leaf ? Settings(leaf)
            : null;
    }

    /// <summary>Returns the question what was meant by the key of a setting; null where nothing is near.</summary>
    /// <param name="key">The key as it was written, without the word "settings".</param>
    public static string? OfSetting(string key)
    {
        string[] parts = key.Split('.');
        string full = string.Join('.', [.. parts[..^1], InFull(parts[^1])]);
        return Same(full, KnownSettings.Keys) is { } same ? $"Did you mean settings.{same}?"
            : Settings(InFull(key)) is { } settings ? settings
            : NearestName.Of(full, KnownSettings.Keys) is { } near ? $"Did you mean settings.{near}?"
            : Settings(Last(full));
    }

    private static string Figure(string figure) => $"Did you mean metrics.val.{figure} (of the split val) or metrics.{figure} (of each run's first split)?";

    private static string? Settings(string word)
    {
        string[] keys = [.. KnownSettings.Keys.Where(key => key.Equals(word, StringComparison.OrdinalIgnoreCase) || Last(key).Equals(word, StringComparison.OrdinalIgnoreCase) || key.EndsWith($".{word}", StringComparison.OrdinalIgnoreCase))];
        return keys.Length == 0 ? null : $"Did you mean {string.Join(" or ", keys.Take(MostNamed).Select(key => $"settings.{key}"))}?";
    }

    private static string InFull(string word) => ShortNames.GetValueOrDefault(word, word);

    private static string Last(string key) => key[(key.LastIndexOf('.') + 1)..];

    private static string? Same(string word, IEnumerable<string> known) => known.FirstOrDefault(one => one.Equals(word, StringComparison.OrdinalIgnoreCase));
}
