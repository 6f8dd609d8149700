namespace PiCIE.Storage.Runs;

/// <summary>A page of the list of runs.</summary>
/// <param name="Runs">The runs of this page, in the order that was asked for.</param>
/// <param name="Next">The place where the next page begins; null where this one is the last.</param>
public sealed record RunPage(IReadOnlyList<ListedRun> Runs, ListCursor? Next);
