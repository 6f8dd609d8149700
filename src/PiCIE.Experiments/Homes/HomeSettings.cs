using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Text;

namespace PiCIE.Experiments.Homes;

/// <summary>
/// The values that <c>picie.yaml</c> in a home sets. They are stronger than a default and weaker than the environment, and are kept as
/// written; a relative path is meant relative to the home.
/// </summary>
public sealed record HomeSettings
{
    /// <summary>Name of the file in the home.</summary>
    public const string FileName = "picie.yaml";

    private const int LongestValue = 4096;

    /// <summary>The settings of a home without such a file.</summary>
    public static HomeSettings None { get; } = new();

    /// <summary>Folder of data sets, or null.</summary>
    public string? Data { get; init; }

    /// <summary>Folder of weights files, or null.</summary>
    public string? Weights { get; init; }

    /// <summary>Folder of the artifact store, or null.</summary>
    public string? Artifacts { get; init; }

    /// <summary>Name of the person who submits, or null.</summary>
    public string? User { get; init; }

    /// <summary>Path of the stage program, or null.</summary>
    public string? Stage { get; init; }

    /// <summary>Reads the text of a <c>picie.yaml</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The file, as people know it.</param>
    /// <exception cref="InvalidTextException">A key is unknown or stands twice, or a value is no text.</exception>
    public static HomeSettings Read(string text, string source)
    {
        List<TextProblem> problems = [];
        MapReader map = new(StrictYaml.ReadMap(text, problems), string.Empty, problems);
        HomeSettings settings = new()
        {
            Data = map.Text("data", LongestValue),
            Weights = map.Text("weights", LongestValue),
            Artifacts = map.Text("artifacts", LongestValue),
            User = map.Text("user", LongestValue),
            Stage = map.Text("stage", LongestValue),
        };
        map.Finish();
        return problems.Count == 0 ? settings : throw new InvalidTextException(source, problems);
    }
}
