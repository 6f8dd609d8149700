using PiCIE.Cli.Terminals;
using PiCIE.Experiments.Protocol;
using PiCIE.Pipeline.Observing;

namespace PiCIE.Cli.Progress;

/// <summary>Shows progress as lines, for a log or a pipe: the start and end of each stage, and between them a line now and then.</summary>
internal sealed class PlainProgress : IRunObserver
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly Terminal _terminal;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly Dictionary<WatchedStage, PhasePace> _paces = [];
    private readonly Dictionary<WatchedStage, long> _lastSaid = [];

    private readonly Dictionary<WatchedStage, string?> _notes = [];
    private readonly WorkPace? _work;

    /// <summary>Prepares the display, which shows nothing until it is told of something.</summary>
    /// <param name="terminal">Terminal that takes the lines.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="work">The pace of all the work; null where each phase stands for itself.</param>
    public PlainProgress(Terminal terminal, TimeProvider clock, WorkPace? work = null)
    {
        _terminal = terminal;
        _clock = clock;
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
                    _terminal.Tell(started.Attempt == 1 ? $"{started.Stage.Title}: started" : $"{started.Stage.Title}: started again (attempt {started.Attempt})");
                    _lastSaid[started.Stage] = _clock.GetTimestamp();
                    break;
                case StageProgressed progressed:
                    Progressed(progressed);
                    break;
                case StageMeasured measured:
                    Measured(measured);
                    break;
                case StageLogged { Level: StageLogLevel.Warning or StageLogLevel.Error } logged:
                    _terminal.Tell($"{logged.Stage.Title}: {logged.Text}");
                    break;
                case StageWithdrawn withdrawn:
                    _terminal.Tell($"{withdrawn.Stage.Title}: to be done again: {withdrawn.Sentence}");
                    break;
                case StageEnded ended:
                    _terminal.Tell(ProgressWords.Of(ended));
                    break;
            }
        }
    }

    private void Measured(StageMeasured measured)
    {
        if (ProgressWords.Of(measured, _notes.GetValueOrDefault(measured.Stage)) is { } line)
        {
            _terminal.Tell(line);
        }
    }

    private void Progressed(StageProgressed progressed)
    {
        _notes[progressed.Stage] = progressed.Note;
        PhasePace pace = PaceOf(progressed);
        if (_lastSaid.TryGetValue(progressed.Stage, out long last) && _clock.GetElapsedTime(last) < Pause)
        {
            return;
        }

        _lastSaid[progressed.Stage] = _clock.GetTimestamp();
        _terminal.Tell(ProgressWords.Of(progressed, pace, _work));
    }

    private PhasePace PaceOf(StageProgressed progressed)
    {
        if (!_paces.TryGetValue(progressed.Stage, out PhasePace? pace) || pace.Phase != progressed.Phase || pace.Note != progressed.Note)
        {
            pace = _paces[progressed.Stage] = new PhasePace(_clock, progressed.Phase, progressed.Note, progressed.Done);
        }

        return pace;
    }
}
