namespace PiCIE.Stages.Failures;

/// <summary>
/// Reports that an artifact which the order names is not there. The supervisor looked at it just before, so its disk or mount went away in between, or somebody removed it: whoever tries again finds out which.
/// </summary>
/// <param name="name">Name of the input.</param>
/// <param name="path">Path where it is to be.</param>
internal sealed class MissingInputException(string name, string path) : Exception($"The input '{name}' is not there any more: {path}")
{
    /// <summary>Path where it is to be.</summary>
    public string Path { get; } = path;
}
