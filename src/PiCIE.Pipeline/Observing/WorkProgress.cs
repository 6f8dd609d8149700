using System.Collections.Concurrent;

namespace PiCIE.Pipeline.Observing;

/// <summary>Remembers how far the stages are that this process works on, for those who look later. It is thread-safe; what another process works on is not in it.</summary>
/// <param name="clock">The clock.</param>
public sealed class WorkProgress(TimeProvider clock)
{
    /// <summary>Share of a stage below which its pace says nothing yet.</summary>
    private const double LeastShare = 0.02;

    private readonly ConcurrentDictionary<Guid, Going> _going = new();

    /// <summary>Returns an observer that notes each notice here and hands it on.</summary>
    /// <param name="next">The observer that is told everything.</param>
    public IRunObserver BeforeObserver(IRunObserver next) => new Noting(this, next);

    /// <summary>Returns how far the stages in work are.</summary>
    public IReadOnlyList<StageProgressDocument> Read() => [.. _going.Select(pair => pair.Value.Told(pair.Key, clock))];

    private void Note(RunNotice notice)
    {
        switch (notice)
        {
            case StageStarted started:
                _going[started.Stage.Id] = new Going(clock.GetTimestamp());
                break;
            case StageProgressed told when _going.TryGetValue(told.Stage.Id, out Going? going):
                _going[told.Stage.Id] = going.With(told, clock.GetTimestamp());
                break;
            case StageEnded ended:
                _going.TryRemove(ended.Stage.Id, out _);
                break;
        }
    }

    /// <summary>A stage in work: its newest notice, and what tells its pace from then on.</summary>
    private sealed record Going(long Start)
    {
        public StageProgressed? Last { get; init; }

        public long At { get; init; }

        public double Before { get; init; }

        public long PhaseStart { get; init; }

        public long PhaseBefore { get; init; }

        public Going With(StageProgressed told, long now)
        {
            bool isNew = Last is null || Last.Phase != told.Phase || Last.Note != told.Note || told.Done < Last.Done;
            return this with
            {
                Last = told,
                At = now,
                // What keeps checkpoints may have gone on from one: the share that is heard first was done by an earlier attempt.
                Before = Last?.Share is null && told is { Share: { } share, NextCheckpoint: not null } ? share : Before,
                PhaseStart = isNew ? now : PhaseStart,
                PhaseBefore = isNew ? told.Done : PhaseBefore,
            };
        }

        public StageProgressDocument Told(Guid stage, TimeProvider clock)
        {
            double seconds = clock.GetElapsedTime(PhaseStart, At).TotalSeconds;
            return new StageProgressDocument(
                stage, Last?.Phase, Last?.Done ?? 0, Last?.Total ?? 0, Last?.Note, Last?.Share, clock.GetElapsedTime(Start).TotalSeconds,
                Last is { } last && last.Done > PhaseBefore && seconds > 0 ? (last.Done - PhaseBefore) / seconds : null, SecondsLeft(clock));
        }

        private double? SecondsLeft(TimeProvider clock)
        {
            if (Last?.Share is not { } share || share - Before < LeastShare)
            {
                return null;
            }

            double whole = clock.GetElapsedTime(Start, At).TotalSeconds / (share - Before) * (1 - Before);
            double left = whole - clock.GetElapsedTime(Start).TotalSeconds;
            return left > 0 ? left : null;
        }
    }

    private sealed class Noting(WorkProgress progress, IRunObserver next) : IRunObserver
    {
        public void Observe(RunNotice notice)
        {
            progress.Note(notice);
            next.Observe(notice);
        }
    }
}
