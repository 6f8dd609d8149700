using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Upkeep;
using PiCIE.Pipeline.Waiting;

namespace PiCIE.Dashboard.HomePages;

/// <summary>The first page: what runs, what waits and why, what ended, and whether the home is well.</summary>
public sealed partial class HomePage
{
    private const int MostStages = 40;
    private const int MostWaiting = 8;
    private const int MostEnded = 12;
    private const long LittleRoom = 5L << 30;
    private static readonly TimeSpan WhileRunning = TimeSpan.FromSeconds(1);

    private HomeFacts? _shown;

    /// <inheritdoc/>
    protected override TimeSpan? Again => _shown?.Running.Count > 0 ? WhileRunning : null;

    private static DateTimeOffset Now => DateTimeOffset.UtcNow;

    /// <inheritdoc/>
    protected override async Task ReadAsync(bool isNews)
    {
        HealthDocument health = await Questions.AskAsync(new DescribeHealth(), Closed);
        if (health.Runs == 0)
        {
            _shown = new HomeFacts(health, [], [], [], 0, []);
            return;
        }

        QueueDocument queue = await Questions.AskAsync(new ListQueue(MostStages), Closed);
        IReadOnlyList<StageProgressDocument> progress = await Questions.AskAsync(new ReadWorkProgress(), Closed);
        RunListDocument ended = await Questions.AskAsync(new ListRuns(null, 0, MostEnded) { Where = "ended is not absent", Sort = "-ended" }, Closed);
        RunningStage[] running = [.. queue.Stages.Where(stage => stage.State == StageState.Running)
            .Select(stage => new RunningStage(stage, progress.FirstOrDefault(one => one.Stage == stage.Stage)))];
        QueuedStage[] waiting = [.. queue.Stages.Where(stage => stage.State != StageState.Running)];
        _shown = new HomeFacts(health, running, [.. waiting.Take(MostWaiting)], queue.Paused, queue.Total - running.Length, ended.Runs);
    }

    private static string RunsOf(string experiment) => $"/runs?filter={Uri.EscapeDataString($"experiment = \"{experiment}\"")}";

    private static (string Split, HeadlineMetrics? Figures) Headline(RunListRow run) => run.Metrics.Count > 0 ? (run.Metrics.First().Key, run.Metrics.First().Value) : ("", null);
}
