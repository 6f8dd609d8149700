namespace PiCIE.Experiments.States;

/// <summary>What the status of a run depends on in one of its stages.</summary>
/// <param name="State">State of the stage.</param>
/// <param name="IsLast">Whether no other stage of the run reads it.</param>
public readonly record struct StageOfRun(StageState State, bool IsLast);
