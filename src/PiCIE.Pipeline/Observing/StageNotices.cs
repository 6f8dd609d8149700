using PiCIE.Experiments.Protocol;

namespace PiCIE.Pipeline.Observing;

/// <summary>Selects the stage messages that an observer is shown.</summary>
internal static class StageNotices
{
    /// <summary>Returns the notice of a message; null where there is nothing to show.</summary>
    public static RunNotice? Of(WatchedStage stage, StageMessage message) => message switch
    {
        StageProgress progress => new StageProgressed(stage, progress.Phase, progress.Done, progress.Total, progress.Note, progress.Share, progress.NextCheckpoint),
        StageMetrics metrics => new StageMeasured(stage, metrics.Points),
        StageLog log => new StageLogged(stage, log.Level, log.Text),
        _ => null,
    };
}
