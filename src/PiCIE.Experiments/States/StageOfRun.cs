namespace PiCIE.Experiments.States;

/// <summary>The facts of one stage on which the status of its run depends.</summary>
/// <param name="State">State of the stage.</param>
/// <param name="IsLast">Whether no other stage of the run reads it.</param>
public readonly record struct StageOfRun(StageState State, bool IsLast);
