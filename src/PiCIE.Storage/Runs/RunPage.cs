namespace PiCIE.Storage.Runs;

/// <summary>A page of the list of runs.</summary>
/// <param name="Total">Number of runs on all pages.</param>
/// <param name="Runs">The runs of this page, newest first.</param>
public sealed record RunPage(long Total, IReadOnlyList<ListedRun> Runs);
