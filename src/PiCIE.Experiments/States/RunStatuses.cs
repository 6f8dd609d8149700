namespace PiCIE.Experiments.States;

/// <summary>Derives the status of a run from its stages and its own cancellation, without history.</summary>
public static class RunStatuses
{
    /// <summary>
    /// Returns the status. A run whose last stages are done is done, whatever became of their inputs and whoever finished them; otherwise
    /// canceled comes before failed, failed before running, running before waiting.
    /// </summary>
    /// <param name="stages">Its stages; none means that nothing is planned yet.</param>
    /// <param name="canceled">Whether somebody canceled the run.</param>
    public static RunStatus Of(IReadOnlyCollection<StageOfRun> stages, bool canceled)
    {
        StageOfRun[] last = [.. stages.Where(stage => stage.IsLast)];
        return stages switch
        {
            _ when last.Length > 0 && Array.TrueForAll(last, stage => stage.State == StageState.Done) => RunStatus.Done,
            _ when canceled => RunStatus.Canceled,
            _ when stages.Any(stage => stage.State == StageState.Failed) => RunStatus.Failed,
            _ when stages.Any(stage => stage.State == StageState.Running) => RunStatus.Running,
            _ => RunStatus.Waiting,
        };
    }
}
