using PiCIE.Storage.Artifacts;

namespace PiCIE.Storage.Collecting;

/// <summary>Counts the rows that were taken away, and names the files that no row names any more.</summary>
/// <param name="Runs">Number of runs.</param>
/// <param name="Stages">Number of stages.</param>
/// <param name="Files">Addresses of artifacts and checkpoints.</param>
/// <param name="Logs">Paths of logs of attempts, relative to the folder of logs of the home that worked.</param>
public sealed record CollectedRows(int Runs, int Stages, IReadOnlyList<ArtifactAddress> Files, IReadOnlyList<string> Logs)
{
    /// <summary>Nothing.</summary>
    public static CollectedRows None { get; } = new(0, 0, [], []);

    /// <summary>Returns these rows with further ones.</summary>
    /// <param name="more">The further ones.</param>
    public CollectedRows And(CollectedRows more) => new(Runs + more.Runs, Stages + more.Stages, [.. Files, .. more.Files], [.. Logs, .. more.Logs]);
}
