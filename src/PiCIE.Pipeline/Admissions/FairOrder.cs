using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Limits;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Admissions;

/// <summary>
/// Says which ready stage is next: of the highest priority that waits, that of the person who used least for their weight, and of that person's the
/// oldest, depth first.
/// </summary>
/// <param name="context">The database, inside the transaction that makes the offers.</param>
/// <param name="limits">Weights and limits of people.</param>
/// <param name="now">The time.</param>
internal sealed class FairOrder(PicieContext context, PersonLimits limits, DateTimeOffset now)
{
    private PersonShares? _shares;

    /// <summary>
    /// Returns the experiments that have room: neither their own limit nor that of their person is reached by the offered and running stages that
    /// are charged to them.
    /// </summary>
    public async Task<IQueryable<Guid>> WithRoomAsync(CancellationToken cancel)
    {
        string[] full = limits.AnyMost ? await FullAsync(cancel) : [];
        return context.Experiments
            .Where(experiment => !full.Contains(experiment.Person) && (experiment.MaxConcurrent == null
                || context.Stages.Count(stage => stage.ChargedExperimentId == experiment.Id) < experiment.MaxConcurrent))
            .Select(experiment => experiment.Id);
    }

    /// <summary>Returns the next of some stages that wait and are ready; null where there is none.</summary>
    /// <param name="ready">Who wants which ready stage, from experiments with room.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public async Task<Guid?> NextAsync(IQueryable<StageWanter> ready, CancellationToken cancel)
    {
        IQueryable<Waiting> waiting = ready
            .Join(
                context.Stages.Where(stage => stage.State == StageState.Ready && stage.OfferedUntil == null && (stage.NotBefore == null || stage.NotBefore <= now)),
                wanter => wanter.StageId, stage => stage.Id, (wanter, stage) => new { wanter, stage })
            .Join(context.Experiments, row => row.wanter.ExperimentId, experiment => experiment.Id, (row, experiment) => new Waiting
            {
                Stage = row.stage.Id,
                Priority = row.stage.WantedPriority,
                Person = experiment.Person,
                Needs = row.wanter.Needs,
                Age = row.wanter.Age,
                Position = row.wanter.Position,
            });
        if (await waiting.OrderByDescending(row => row.Priority).Select(row => (int?)row.Priority).FirstOrDefaultAsync(cancel) is not { } highest)
        {
            return null;
        }

        waiting = waiting.Where(row => row.Priority == highest);
        List<Waiting> firsts = [];
        foreach (string person in await waiting.Select(row => row.Person).Distinct().ToListAsync(cancel))
        {
            firsts.Add(await waiting.Where(row => row.Person == person).OrderBy(row => row.Age).ThenBy(row => row.Position).ThenBy(row => row.Stage).FirstAsync(cancel));
        }

        if (firsts.Count == 1)
        {
            return firsts[0].Stage;
        }

        PersonShares shares = _shares ??= await PersonShares.ReadAsync(context, limits, now, cancel);
        return firsts.OrderBy(row => shares.Of(row.Person, row.Needs)).ThenBy(row => row.Age).ThenBy(row => row.Position).ThenBy(row => row.Stage).First().Stage;
    }

    /// <summary>Notes to whom an offered stage is charged.</summary>
    public async Task ChargeAsync(Stage offered, CancellationToken cancel)
    {
        if (_shares is not null)
        {
            string person = await context.Experiments.Where(row => row.Id == offered.ChargedExperimentId).Select(row => row.Person).SingleAsync(cancel);
            _shares.Add(person, offered.Kind, offered.Device);
        }
    }

    private async Task<string[]> FullAsync(CancellationToken cancel)
    {
        var taken = await context.Stages.Where(stage => stage.ChargedExperimentId != null)
            .Join(context.Experiments, stage => stage.ChargedExperimentId, experiment => experiment.Id, (_, experiment) => experiment.Person)
            .GroupBy(person => person).Select(group => new { Person = group.Key, Count = group.Count() }).ToListAsync(cancel);
        return [.. taken.Where(one => one.Count >= limits.MostOf(one.Person)).Select(one => one.Person)];
    }

    /// <summary>One experiment's wish for a ready stage.</summary>
    private sealed class Waiting
    {
        public required Guid Stage { get; init; }

        public required int Priority { get; init; }

        public required string Person { get; init; }

        public required string Needs { get; init; }

        public required DateTimeOffset Age { get; init; }

        public required long Position { get; init; }
    }
}
