namespace PiCIE.Experiments.States;

/// <summary>One way from one state of a stage to another.</summary>
/// <param name="From">The state before.</param>
/// <param name="Cause">The cause.</param>
/// <param name="To">The state after.</param>
public sealed record StageTransition(StageState From, StageCause Cause, StageState To);
