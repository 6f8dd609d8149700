using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.Observing;

/// <summary>What of a stage's messages a watcher is told.</summary>
internal static class StageNotices
{
    /// <summary>The notice, or null where there is nothing to show.</summary>
    public static RunNotice? Of(WatchedStage stage, StageMessage message) => message switch
    {
        StageProgress progress => new StageProgressed(stage, progress.Phase, progress.Done, progress.Total, progress.Note, progress.Share),
        StageMetrics metrics => new StageMeasured(stage, metrics.Points),
        StageLog log => new StageLogged(stage, log.Level, log.Text),
        _ => null,
    };
}
