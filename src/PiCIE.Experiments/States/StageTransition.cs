namespace PiCIE.Experiments.States;

/// <summary>One way from state to state.</summary>
/// <param name="From">The state before.</param>
/// <param name="Cause">What happens.</param>
/// <param name="To">The state after.</param>
public sealed record StageTransition(StageState From, StageCause Cause, StageState To);
