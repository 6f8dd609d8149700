using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;

namespace PiCIE.Storage.Events;

/// <summary>What events about an attempt say.</summary>
/// <param name="Attempt">Number of the attempt.</param>
/// <param name="Outcome">How it ended; null for its start.</param>
/// <param name="Seconds">How long it took, in seconds; null for its start.</param>
/// <param name="FailureKind">Kind of its failure, or null.</param>
/// <param name="Sentence">Why it failed, or null.</param>
/// <param name="Hint">What to do next, or null.</param>
public sealed record AttemptBody(
    int Attempt,
    AttemptOutcome? Outcome = null,
    double? Seconds = null,
    FailureKind? FailureKind = null,
    string? Sentence = null,
    string? Hint = null);
