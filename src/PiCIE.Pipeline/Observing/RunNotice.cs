using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.States;

namespace PiCIE.Pipeline.Observing;

/// <summary>A notice of something that a watcher of the work may want to show.</summary>
public abstract record RunNotice;

/// <summary>The stage or tool that a notice is about.</summary>
/// <param name="Id">Id of the stage; <see cref="Guid.Empty"/> for a tool.</param>
/// <param name="Kind">Kind of the stage or tool, lower case.</param>
/// <param name="Title">Title for people: <c>train · camvid-picie · seed 3</c>.</param>
public sealed record WatchedStage(Guid Id, string Kind, string Title);

/// <summary>Tells that an attempt began.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Attempt">Number of the attempt, from 1.</param>
public sealed record StageStarted(WatchedStage Stage, int Attempt) : RunNotice;

/// <summary>Tells how far a phase is.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Phase">The phase in words for people.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units of the phase.</param>
/// <param name="Note">Further words, or null.</param>
/// <param name="Share">How much of the whole stage is done, from 0 to 1; null where that is not known.</param>
/// <param name="NextCheckpoint">The share at which it keeps its next checkpoint; null where it keeps none.</param>
public sealed record StageProgressed(
    WatchedStage Stage, string Phase, long Done, long Total, string? Note, double? Share = null, double? NextCheckpoint = null) : RunNotice;

/// <summary>Tells that a checkpoint is kept: whatever happens now, the stage goes on from there.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Epochs">Number of epochs that are done.</param>
public sealed record StageKept(WatchedStage Stage, int Epochs) : RunNotice;

/// <summary>Tells that metric points came.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Points">The points, in order.</param>
public sealed record StageMeasured(WatchedStage Stage, IReadOnlyList<StageMetricPoint> Points) : RunNotice;

/// <summary>Tells a line that the stage wrote for its log.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Level">How much the line matters.</param>
/// <param name="Text">The line.</param>
public sealed record StageLogged(WatchedStage Stage, StageLogLevel Level, string Text) : RunNotice;

/// <summary>Tells that an attempt ended.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Attempt">Number of the attempt.</param>
/// <param name="Outcome">Outcome of the attempt.</param>
/// <param name="Seconds">How long the attempt took, in seconds.</param>
/// <param name="Sentence">A sentence for people that says why it failed; null otherwise.</param>
/// <param name="Hint">A sentence that says what to do next, or null.</param>
public sealed record StageEnded(WatchedStage Stage, int Attempt, AttemptOutcome Outcome, double Seconds, string? Sentence, string? Hint)
    : RunNotice;

/// <summary>Tells that a stage that was done must be done again, because its artifact is missing or damaged.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Sentence">A sentence that says what is missing or damaged.</param>
public sealed record StageWithdrawn(WatchedStage Stage, string Sentence) : RunNotice;
