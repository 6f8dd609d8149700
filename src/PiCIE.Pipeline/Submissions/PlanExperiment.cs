using MediatR;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Says what a spec would do, and changes nothing.</summary>
/// <param name="SpecText">The spec as the person wrote it.</param>
/// <param name="SpecPath">Path of its file.</param>
/// <param name="Overrides">Settings of the command line as <c>a.b=c</c>, applied in order.</param>
/// <param name="Person">Who would submit.</param>
public sealed record PlanExperiment(string SpecText, string SpecPath, IReadOnlyList<string> Overrides, string Person)
    : IRequest<Documents.PlanDocument>;
