using PiCIE.Experiments.Stages;

namespace PiCIE.Storage.Stages;

/// <summary>The words of stage kinds in paths and JSON.</summary>
public static class StageWords
{
    /// <summary>The word of a kind: <c>preprocess</c>.</summary>
    /// <param name="kind">The kind.</param>
    public static string Of(StageKind kind) => kind.ToString().ToLowerInvariant();
}
