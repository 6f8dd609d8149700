using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.States;

/// <summary>Holds every way between the states of a stage. Nothing else changes a state.</summary>
public static class StageTransitions
{
    /// <summary>All ways, one row each.</summary>
    public static IReadOnlyList<StageTransition> All { get; } =
    [
        new(StageState.Blocked, StageCause.InputsDone, StageState.Ready),
        new(StageState.Ready, StageCause.Started, StageState.Running),
        new(StageState.Running, StageCause.Committed, StageState.Done),
        new(StageState.Running, StageCause.TriedAgain, StageState.Ready),
        new(StageState.Running, StageCause.GaveUp, StageState.Failed),
        new(StageState.Blocked, StageCause.Unwanted, StageState.Canceled),
        new(StageState.Ready, StageCause.Unwanted, StageState.Canceled),
        new(StageState.Running, StageCause.Unwanted, StageState.Canceled),
        new(StageState.Failed, StageCause.WantedAgain, StageState.Ready),
        new(StageState.Failed, StageCause.WantedAgainWithoutInputs, StageState.Blocked),
        new(StageState.Canceled, StageCause.WantedAgain, StageState.Ready),
        new(StageState.Canceled, StageCause.WantedAgainWithoutInputs, StageState.Blocked),
        new(StageState.Done, StageCause.ArtifactLost, StageState.Ready),
        new(StageState.Ready, StageCause.InputLost, StageState.Blocked),
        new(StageState.Running, StageCause.InputLost, StageState.Blocked),
    ];

    /// <summary>Returns whether some cause leads from one state to the other.</summary>
    /// <param name="from">The state before.</param>
    /// <param name="to">The state after.</param>
    public static bool Allows(StageState from, StageState to) => All.Any(way => way.From == from && way.To == to);

    /// <summary>Returns the state after a cause.</summary>
    /// <param name="from">The state before.</param>
    /// <param name="cause">The cause.</param>
    /// <exception cref="InvalidOperationException">In this state the cause leads nowhere.</exception>
    public static StageState After(StageState from, StageCause cause) =>
        All.FirstOrDefault(way => way.From == from && way.Cause == cause)?.To
        ?? throw new InvalidOperationException($"a stage that is {from.Word()} cannot change by {cause}; allowed are {Ways(from)}");

    private static string Ways(StageState from)
    {
        string[] causes = [.. All.Where(way => way.From == from).Select(way => way.Cause.ToString())];
        return causes.Length == 0 ? "none" : string.Join(", ", causes);
    }
}
