using PiCIE.Pipeline.DataSets;

namespace PiCIE.Cli.DataSets;

/// <summary>The document of <c>picie data list --json</c>.</summary>
/// <param name="DataSets">The registered names, sorted.</param>
internal sealed record DataListDocument(IReadOnlyList<RegisteredDataSet> DataSets);
