namespace PiCIE.Faults.Races;

/// <summary>The rows that the sides of one round race about.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of its run.</param>
/// <param name="Stage">Id of the stage that one side acts on; it runs its first attempt, or is offered for the first time.</param>
/// <param name="Other">Id of the stage that the other side acts on, where that is another one.</param>
/// <param name="Child">Id of a stage that waits for them, or empty.</param>
/// <param name="Number">Number of the round, from 1.</param>
internal sealed record RaceSubject(Guid Experiment, Guid Run, Guid Stage, Guid Other, Guid Child, int Number);
