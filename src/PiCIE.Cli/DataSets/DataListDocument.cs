using PiCIE.Pipeline.DataSets;

namespace PiCIE.Cli.DataSets;

/// <summary>What <c>picie data list --json</c> prints.</summary>
/// <param name="DataSets">The registered names, sorted.</param>
internal sealed record DataListDocument(IReadOnlyList<RegisteredDataSet> DataSets);
