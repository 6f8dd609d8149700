namespace PiCIE.Experiments.States;

/// <summary>Derives the status of a run from the states of its stages.</summary>
public static class RunStatuses
{
    /// <summary>
    /// The status: failed before canceled before running before done before waiting. A run with a failed stage is failed even while
    /// another of its stages still runs for a different run.
    /// </summary>
    /// <param name="stages">States of its stages; none means that nothing is planned yet.</param>
    public static RunStatus Of(IReadOnlyCollection<StageState> stages)
    {
        if (stages.Contains(StageState.Failed))
        {
            return RunStatus.Failed;
        }

        if (stages.Contains(StageState.Canceled))
        {
            return RunStatus.Canceled;
        }

        if (stages.Contains(StageState.Running))
        {
            return RunStatus.Running;
        }

        return stages.Count > 0 && stages.All(state => state == StageState.Done) ? RunStatus.Done : RunStatus.Waiting;
    }
}
