using PiCIE.Pipeline.Observing;

namespace PiCIE.Cli.Progress;

/// <summary>Knows which stage works and since when, so that the answer to Ctrl-C can say what stopping loses.</summary>
/// <param name="clock">Gives the time.</param>
internal sealed class StageInWork(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private WatchedStage? _stage;
    private long _since;

    /// <summary>Returns an observer that notes the stage in work and hands every notice on.</summary>
    /// <param name="observer">Shows the work.</param>
    public IRunObserver BeforeObserver(IRunObserver observer) => new Noting(this, observer);

    /// <summary>Returns the answer to the first Ctrl-C: what is kept, what is lost, what a second one does.</summary>
    public string AnswerToStop()
    {
        lock (_gate)
        {
            return _stage is null
                ? "Stopping. What is done is kept; the same command goes on."
                : $"Stopping. What is done is kept; of the stage in work nothing is kept yet: {_stage.Title} begins anew next time "
                    + $"({ProgressWords.Duration(clock.GetElapsedTime(_since))} of work are lost). Ctrl-C again ends it at once and loses no more.";
        }
    }

    private void Note(RunNotice notice)
    {
        lock (_gate)
        {
            switch (notice)
            {
                case StageStarted started:
                    (_stage, _since) = (started.Stage, clock.GetTimestamp());
                    break;
                case StageEnded ended when ended.Stage.Id == _stage?.Id:
                    _stage = null;
                    break;
            }
        }
    }

    private sealed class Noting(StageInWork work, IRunObserver observer) : IRunObserver
    {
        public void Observe(RunNotice notice)
        {
            work.Note(notice);
            observer.Observe(notice);
        }
    }
}
