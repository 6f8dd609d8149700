using PiCIE.Evaluation.Text;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Observing;

namespace PiCIE.Cli.Progress;

/// <summary>
/// Estimates how long a whole run of stages still takes, from what stages of the same kind took and from how far the one in work is.
/// </summary>
internal sealed class WorkPace
{
    /// <summary>Share of a stage below which its pace says nothing yet.</summary>
    private const double LeastShare = 0.02;

    private readonly TimeProvider _clock;
    private readonly List<(string Kind, string Title)> _waiting;
    private readonly Dictionary<string, List<double>> _took = [];
    private readonly Dictionary<WatchedStage, Going> _going = [];
    private readonly Lock _gate = new();

    /// <summary>Creates the pace of work that begins now.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="stages">The stages of the work; those that are done are left out.</param>
    public WorkPace(TimeProvider clock, IEnumerable<PlannedStageDocument> stages)
    {
        _clock = clock;
        _waiting = [.. stages.Where(stage => !stage.Done).Select(stage => (stage.Kind.Word(), stage.Title))];
    }

    /// <summary>Notes a notice; called for every notice before it is shown.</summary>
    /// <param name="notice">The notice.</param>
    public void Note(RunNotice notice)
    {
        lock (_gate)
        {
            switch (notice)
            {
                case StageStarted started:
                    _waiting.Remove((started.Stage.Kind, started.Stage.Title));
                    _going[started.Stage] = new Going(_clock.GetTimestamp(), null, 0, _clock.GetTimestamp());
                    break;
                case StageProgressed { Share: { } share } progressed when _going.TryGetValue(progressed.Stage, out Going? going):
                    // What keeps checkpoints may have gone on from one: the share that is heard first was done by an earlier attempt.
                    double before = going.Before ?? (progressed.NextCheckpoint is null ? 0 : share);
                    _going[progressed.Stage] = going with { Before = before, Share = share - before, At = _clock.GetTimestamp() };
                    break;
                case StageWithdrawn withdrawn:
                    _waiting.Add((withdrawn.Stage.Kind, withdrawn.Stage.Title));
                    break;
                case StageEnded ended:
                    _going.Remove(ended.Stage);
                    if (ended.Outcome == AttemptOutcome.Succeeded)
                    {
                        Took(ended.Stage.Kind).Add(ended.Seconds);
                    }

                    break;
            }
        }
    }

    /// <summary>
    /// Says the time that is left: <c>3:20 left</c>, with the kinds of stages behind it that nothing is known of yet (<c>3:20 left, then
    /// cluster, evaluate</c>); null while nothing can be said.
    /// </summary>
    public string? Left()
    {
        lock (_gate)
        {
            double?[] known = [.. _going.Select(pair => LeftOf(pair.Key.Kind, pair.Value)), .. _waiting.Select(stage => Mean(stage.Kind))];
            string[] unknown = [.. _waiting.Select(stage => stage.Kind).Where(kind => Mean(kind) is null).Distinct()];
            if (_going.Any(pair => LeftOf(pair.Key.Kind, pair.Value) is null) || known.All(seconds => seconds is null))
            {
                return null;
            }

            string then = unknown.Length > 0 ? $", then {string.Join(", ", unknown)}" : "";
            return $"{ProgressWords.Duration(TimeSpan.FromSeconds(known.Sum() ?? 0))} left{then}";
        }
    }

    /// <summary>Returns the seconds that a stage still takes; null where nothing is known, and where it takes longer than was thought.</summary>
    private double? LeftOf(string kind, Going going)
    {
        double elapsed = _clock.GetElapsedTime(going.Start).TotalSeconds;
        if (going.Share >= LeastShare)
        {
            double whole = (elapsed - _clock.GetElapsedTime(going.At).TotalSeconds) / going.Share * (1 - (going.Before ?? 0));
            return whole > elapsed ? whole - elapsed : null;
        }

        return Mean(kind) is { } mean && mean > elapsed ? mean - elapsed : null;
    }

    private double? Mean(string kind) => _took.TryGetValue(kind, out List<double>? took) ? took.Average() : null;

    private List<double> Took(string kind) => _took.TryGetValue(kind, out List<double>? took) ? took : _took[kind] = [];

    /// <summary>A stage in work: since when, what was done before that, how much of it is done since then, and when that was told.</summary>
    private sealed record Going(long Start, double? Before, double Share, long At);
}
