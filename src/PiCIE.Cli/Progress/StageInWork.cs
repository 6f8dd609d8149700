using PiCIE.Pipeline.Observing;

namespace PiCIE.Cli.Progress;

/// <summary>Knows which stage works, how far it is and what of it is kept, so that the answer to Ctrl-C can say how long stopping takes and what a second press loses.</summary>
/// <param name="clock">Gives the time.</param>
internal sealed class StageInWork(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private WatchedStage? _stage;
    private long _unkeptSince;
    private (double Share, long At)? _first;
    private (double? Share, double? NextCheckpoint, long At)? _last;

    /// <summary>Returns an observer that notes the stage in work and hands every notice on.</summary>
    /// <param name="observer">Shows the work.</param>
    public IRunObserver BeforeObserver(IRunObserver observer) => new Noting(this, observer);

    /// <summary>Returns the answer to the first Ctrl-C: what is waited for and how long, and what a second one loses.</summary>
    public string AnswerToStop()
    {
        lock (_gate)
        {
            if (_stage is null)
            {
                return "Stopping. What is done is kept; the same command goes on.";
            }

            string lost = ProgressWords.Duration(clock.GetElapsedTime(_unkeptSince));
            if (_last is null)
            {
                return $"Stopping: {_stage.Title} has just begun and goes on to its next checkpoint, or to its end where it keeps none; the same command goes on from there. Ctrl-C again stops at once.";
            }

            return _last.Value.NextCheckpoint is { } checkpoint
                ? $"Stopping at the next checkpoint of {_stage.Title}{In(checkpoint)}; the same command goes on from there. Ctrl-C again stops at once, and {lost} of work are lost."
                : $"Stopping when {_stage.Title} is done{In(1)}; what is done is kept, and the same command goes on. Ctrl-C again stops at once: "
                    + $"the stage then begins anew next time, and {lost} of work are lost.";
        }
    }

    /// <summary>Says in how long a share of the stage is done at the pace so far; nothing while there is no pace.</summary>
    private string In(double share)
    {
        if (_first is not { } first || _last is not { } last || last.Share is not { } done || done <= first.Share)
        {
            return "";
        }

        TimeSpan left = (share - done) / (done - first.Share) * clock.GetElapsedTime(first.At, last.At) - clock.GetElapsedTime(last.At);
        return left > TimeSpan.Zero ? $", in about {ProgressWords.Duration(left)}" : "";
    }

    private void Note(RunNotice notice)
    {
        lock (_gate)
        {
            long now = clock.GetTimestamp();
            switch (notice)
            {
                case StageStarted started:
                    (_stage, _unkeptSince, _first, _last) = (started.Stage, now, null, null);
                    break;
                case StageProgressed progressed when progressed.Stage.Id == _stage?.Id:
                    _first ??= progressed.Share is { } share ? (share, now) : null;
                    _last = (progressed.Share, progressed.NextCheckpoint, now);
                    break;
                case StageKept kept when kept.Stage.Id == _stage?.Id:
                    _unkeptSince = now;
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
