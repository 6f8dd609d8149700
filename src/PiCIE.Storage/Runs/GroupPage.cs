namespace PiCIE.Storage.Runs;

/// <summary>A page of the list of groups of replicates.</summary>
/// <param name="Groups">The groups of this page, in the order that was asked for.</param>
/// <param name="Next">The place where the next page begins; null where this one is the last.</param>
public sealed record GroupPage(IReadOnlyList<ListedGroup> Groups, ListCursor? Next);
