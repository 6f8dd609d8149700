using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Text;

namespace PiCIE.Experiments.Homes;

/// <summary>
/// What <c>picie.yaml</c> in a home sets: stronger than a default, weaker than the environment. Every value is as written; a relative
/// path is meant relative to the home.
/// </summary>
public sealed record HomeSettings
{
    /// <summary>Name of the file in the home.</summary>
    public const string FileName = "picie.yaml";

    private static readonly string[] Keys = ["data", "weights", "artifacts", "user", "stage"];

    /// <summary>A home without such a file.</summary>
    public static HomeSettings None { get; } = new();

    /// <summary>Folder of data sets, or null.</summary>
    public string? Data { get; init; }

    /// <summary>Folder of weights files, or null.</summary>
    public string? Weights { get; init; }

    /// <summary>Folder of the artifact store, or null.</summary>
    public string? Artifacts { get; init; }

    /// <summary>Who submits, or null.</summary>
    public string? User { get; init; }

    /// <summary>The stage program, or null.</summary>
    public string? Stage { get; init; }

    /// <summary>Reads the text of such a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The file, as people know it.</param>
    /// <exception cref="InvalidTextException">A key is unknown or stands twice, or a value is no text.</exception>
    public static HomeSettings Read(string text, string source)
    {
        List<TextProblem> problems = [];
        IReadOnlyList<TextEntry> entries = StrictYaml.ReadMap(text, problems)?.Entries ?? [];
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (TextEntry entry in entries)
        {
            if (!Keys.Contains(entry.Key, StringComparer.Ordinal))
            {
                problems.Add(Unknown(entry));
            }
            else if (entry.Value is TextScalar { Empty: false, Value: { Length: > 0 } value })
            {
                values[entry.Key] = value;
            }
            else
            {
                problems.Add(new TextProblem($"{entry.Key} expects a text, found {entry.Value.Spoken}", entry.Value.Place, entry.Key, null));
            }
        }

        return problems.Count > 0
            ? throw new InvalidTextException(source, problems)
            : new HomeSettings
            {
                Data = values.GetValueOrDefault("data"),
                Weights = values.GetValueOrDefault("weights"),
                Artifacts = values.GetValueOrDefault("artifacts"),
                User = values.GetValueOrDefault("user"),
                Stage = values.GetValueOrDefault("stage"),
            };
    }

    private static TextProblem Unknown(TextEntry entry) => new(
        $"unknown key {entry.Key}; known are {string.Join(", ", Keys)}",
        entry.Place,
        entry.Key,
        NearestName.Of(entry.Key, Keys) is { } near ? $"did you mean {near}?" : null);
}
