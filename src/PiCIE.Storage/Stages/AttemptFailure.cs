using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;

namespace PiCIE.Storage.Stages;

/// <summary>Why an attempt failed.</summary>
/// <param name="Kind">What kind of failure.</param>
/// <param name="Sentence">For people.</param>
/// <param name="Hint">What to do next, or null.</param>
/// <param name="Detail">Further lines, or null.</param>
public sealed record AttemptFailure(FailureKind Kind, string Sentence, string? Hint, string? Detail);
