using PiCIE.Experiments.States;

namespace PiCIE.Faults.Races;

/// <summary>The state after a round.</summary>
/// <param name="Stage">State of the stage.</param>
/// <param name="Other">State of the other stage, or null.</param>
/// <param name="Child">State of the stage that waits for them, or null.</param>
/// <param name="Run">Status of the run.</param>
/// <param name="Outcomes">Outcomes of the attempts at the stage in their order; null for one that is open.</param>
/// <param name="Offered">Whether an offer of the stage stands.</param>
/// <param name="Wanted">Whether somebody wants the stage.</param>
internal sealed record RaceState(
    StageState Stage, StageState? Other, StageState? Child, RunStatus Run, IReadOnlyList<AttemptOutcome?> Outcomes, bool Offered, bool Wanted)
{
    /// <summary>Returns the state in a line.</summary>
    public override string ToString() =>
        $"stage {Stage}, other {Other}, child {Child}, run {Run}, attempts [{string.Join(", ", Outcomes.Select(outcome => outcome?.ToString() ?? "open"))}]{(Offered ? ", offered" : string.Empty)}{(Wanted ? ", wanted" : string.Empty)}";
}
