using MediatR;

namespace PiCIE.Pipeline.DataSets;

/// <summary>Says which task and which folder a spec means. Opens no photograph and changes nothing.</summary>
/// <param name="SpecText">The spec as the person wrote it.</param>
/// <param name="SpecPath">Path of its file.</param>
/// <param name="Overrides">Settings of the command line as <c>a.b=c</c>, applied in order.</param>
public sealed record DescribeData(string SpecText, string SpecPath, IReadOnlyList<string> Overrides) : IRequest<DescribedData>;
