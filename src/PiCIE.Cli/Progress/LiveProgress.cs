using PiCIE.Experiments.Protocol;
using PiCIE.Pipeline.Observing;
using Spectre.Console;

namespace PiCIE.Cli.Progress;

/// <summary>Shows progress that moves in place: a bar for the phase that each stage is in, and a line that stays for each stage that ended.</summary>
internal sealed class LiveProgress : IRunObserver
{
    private readonly IAnsiConsole _console;
    private readonly ProgressContext _context;
    private readonly Lock _gate = new();
    private readonly Dictionary<WatchedStage, (string Phase, ProgressTask Bar)> _bars = [];
    private readonly Dictionary<WatchedStage, string?> _notes = [];
    private readonly WorkPace? _work;

    /// <summary>Prepares the display, which shows nothing until it is told of something.</summary>
    /// <param name="console">Console that takes the lines that stay.</param>
    /// <param name="context">Context of the bars.</param>
    /// <param name="work">The pace of all the work; null where each phase stands for itself.</param>
    public LiveProgress(IAnsiConsole console, ProgressContext context, WorkPace? work = null)
    {
        _console = console;
        _context = context;
        _work = work;
    }

    /// <inheritdoc/>
    public void Observe(RunNotice notice)
    {
        lock (_gate)
        {
            _work?.Note(notice);
            switch (notice)
            {
                case StageStarted started:
                    Begin(started.Stage, "starting");
                    break;
                case StageProgressed progressed:
                    Progressed(progressed);
                    break;
                case StageMeasured measured:
                    Measured(measured);
                    break;
                case StageLogged { Level: StageLogLevel.Warning or StageLogLevel.Error } logged:
                    Stay($"{logged.Stage.Title}: {logged.Text}");
                    break;
                case StageWithdrawn withdrawn:
                    Stay($"{withdrawn.Stage.Title}: to be done again: {withdrawn.Sentence}");
                    break;
                case StageEnded ended:
                    End(ended.Stage);
                    Stay(ProgressWords.Of(ended));
                    break;
            }
        }
    }

    private void Measured(StageMeasured measured)
    {
        if (ProgressWords.Of(measured, _notes.GetValueOrDefault(measured.Stage)) is { } line)
        {
            Stay(line);
        }
    }

    private void Progressed(StageProgressed progressed)
    {
        _notes[progressed.Stage] = progressed.Note;
        string phase = ProgressWords.Phase(progressed);
        ProgressTask bar = _bars.TryGetValue(progressed.Stage, out (string Phase, ProgressTask Bar) shown) && shown.Phase == phase
            ? shown.Bar
            : Begin(progressed.Stage, phase);
        bar.IsIndeterminate = progressed.Total <= 0;
        bar.MaxValue = Math.Max(1, progressed.Total);
        bar.Value = progressed.Done;
    }

    private ProgressTask Begin(WatchedStage stage, string phase)
    {
        End(stage);
        ProgressTask bar = _context.AddTask(Markup.Escape($"{stage.Title} · {phase}"));
        bar.IsIndeterminate = true;
        _bars[stage] = (phase, bar);
        return bar;
    }

    private void End(WatchedStage stage)
    {
        if (_bars.Remove(stage, out (string Phase, ProgressTask Bar) shown))
        {
            _context.RemoveTask(shown.Bar);
        }
    }

    private void Stay(string line) => _console.WriteLine(line);
}
