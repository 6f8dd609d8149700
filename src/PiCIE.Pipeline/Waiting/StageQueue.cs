using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Homes;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Limits;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Waiting;

/// <summary>Reads the stages that are wanted and not done, in the order in which they are next, and why each stands where it stands.</summary>
internal sealed class StageQueue(WaitingReasons reasons, ExpectedStarts starts, PicieHome home, TimeProvider clock)
{
    /// <summary>Steps between the positions of two runs: one for each kind of stage.</summary>
    private const int StagesOfARun = 4;

    /// <summary>Reads what runs, then what is offered, then what is ready, then what waits for inputs.</summary>
    /// <param name="context">The database.</param>
    /// <param name="which">Selects the stages that are told.</param>
    /// <param name="most">Most stages that are told.</param>
    /// <param name="cancel">Cancels the queries.</param>
    /// <returns>Those stages, and the number of all that are wanted and not done.</returns>
    public async Task<(IReadOnlyList<QueuedStage> Stages, int Total)> ReadAsync(PicieContext context, Func<Guid, bool> which, int most, CancellationToken cancel)
    {
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        bool nobodyWorks = WorkingProcess.IsMissing(home);
        // What has failed stands until somebody retries it, and waits for nothing.
        IQueryable<WaitingStage> wanted = WaitingStage.In(context).Where(row => row.State == StageState.Blocked || row.State == StageState.Ready || row.State == StageState.Running);
        if (await HomeFollowers.DeadRevisionsAsync(home, context, cancel) is { Length: > 0 } dead)
        {
            // Whoever works next ends what only they wanted.
            IQueryable<Run> asked = Wanting.AskedFor(context, dead);
            IQueryable<Guid> needed = Wanting.NeededBy(context, asked.Select(run => run.Id));
            wanted = wanted.Where(row => needed.Contains(row.Stage) && asked.Any(run => run.ExperimentId == row.ExperimentId));
        }

        List<WaitingStage> all = await wanted.ToListAsync(cancel);
        // Several may want one stage: it stands once, with who asked for it first.
        WaitingStage[] stages = [.. all.Select(row => nobodyWorks ? row.LeftBehind() : row).OrderBy(row => row.Age).ThenBy(row => row.Position).DistinctBy(row => row.Stage)];
        PersonLimits limits = await PersonLimits.ReadAsync(context, cancel);
        WaitingStage[] running = [.. stages.Where(row => row.State == StageState.Running)];
        WaitingStage[] offered = [.. stages.Where(row => row.State == StageState.Ready && row.OfferedUntil is not null)];
        WaitingStage[] late = [.. stages.Where(row => row.State == StageState.Ready && row.OfferedUntil is null && row.NotBefore > now)];
        WaitingStage[] blocked = [.. stages.Where(row => row.State == StageState.Blocked).OrderBy(row => row.Age).ThenBy(row => row.Position / StagesOfARun).ThenBy(row => row.Kind)];
        WaitingStage[] waiting = [.. stages.ExceptBy(running.Concat(offered).Concat(late).Concat(blocked).Select(row => row.Stage), row => row.Stage)];
        WaitingStage[] ready = await InTurnAsync(waiting);
        WaitingStage[] shown = [.. running.Concat(offered).Concat(ready).Concat(late).Concat(blocked).Where(row => which(row.Stage)).Take(most)];
        IReadOnlyDictionary<Guid, string> why = await reasons.OfAsync(context, shown, limits, now, cancel);
        // What is blocked now comes in its turn when its inputs are there, which may be before what is ready now.
        IReadOnlyDictionary<Guid, double> when = nobodyWorks ? new Dictionary<Guid, double>() : await starts.OfAsync(
            context, [.. running, .. offered, .. await InTurnAsync(waiting.Concat(blocked))], limits, now, cancel);
        return ([.. shown.Select(row => Told(row, PlaceOf(ready, row), why[row.Stage], when.TryGetValue(row.Stage, out double seconds) ? seconds : null))], stages.Length);

        async Task<WaitingStage[]> InTurnAsync(IEnumerable<WaitingStage> rows) => InTurn(rows, await PersonShares.ReadAsync(context, limits, now, cancel));
    }

    private static QueuedStage Told(WaitingStage row, int? place, string why, double? seconds) => new(
        row.Stage, row.Title, row.Kind, row.State, row.Experiment, row.Person, row.Priority, place,
        seconds is { } known ? $"{why}; expected to start in {RoughTime.Of(known)}" : why, seconds);

    private static int? PlaceOf(WaitingStage[] ready, WaitingStage row) => Array.IndexOf(ready, row) is >= 0 and int place ? place + 1 : null;

    /// <summary>Orders stages as admission takes them: by priority, then to who has least for their weight, counting what they are given before.</summary>
    private static WaitingStage[] InTurn(IEnumerable<WaitingStage> ready, PersonShares shares)
    {
        List<WaitingStage> turn = [];
        foreach (IGrouping<int, WaitingStage> priority in ready.GroupBy(row => row.Priority).OrderByDescending(group => group.Key))
        {
            List<Queue<WaitingStage>> people = [.. priority.GroupBy(row => row.Person).Select(own => new Queue<WaitingStage>(own.OrderBy(row => row.Age).ThenBy(row => row.Position)))];
            while (people.Count > 0)
            {
                Queue<WaitingStage> next = people.MinBy(own => (shares.Of(own.Peek().Person, own.Peek().Needs), own.Peek().Age))!;
                WaitingStage taken = next.Dequeue();
                shares.Add(taken.Person, taken.Kind, taken.Device);
                turn.Add(taken);
                people.RemoveAll(own => own.Count == 0);
            }
        }

        return [.. turn];
    }
}
