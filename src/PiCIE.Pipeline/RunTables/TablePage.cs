namespace PiCIE.Pipeline.RunTables;

/// <summary>A page of a run table.</summary>
/// <param name="Where">A filter (docs/filters.md); null for all runs that are not archived.</param>
/// <param name="Sort">Fields to sort by, with commas between and <c>-</c> in front of those that come down; null for the newest first.</param>
/// <param name="After">Where the page begins, as the page before gave it; null for the first one.</param>
/// <param name="Limit">Largest number of rows.</param>
public sealed record TablePage(string? Where = null, string? Sort = null, string? After = null, int Limit = 100);
