using System.Text.Json.Nodes;

namespace PiCIE.Server.Runs;

/// <summary>A page of the list of runs.</summary>
/// <param name="Runs">The runs, with the fields that were asked for.</param>
/// <param name="Total">Number of runs on all pages; the first page alone counts them.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
/// <param name="Remarks">Sentences that say why an empty list may not be what was meant.</param>
internal sealed record RunPageDocument(IReadOnlyList<JsonNode> Runs, int? Total, string? Next, IReadOnlyList<string> Remarks);
