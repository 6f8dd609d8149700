using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.States;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Runs;

/// <summary>Asks who canceled some runs: a sentence for each person, none where no run is canceled.</summary>
/// <param name="Runs">Ids of the runs, all of one experiment.</param>
public sealed record DescribeCancels(IReadOnlyList<Guid> Runs) : IRequest<IReadOnlyList<string>>;

internal sealed class DescribeCancelsHandler(OpenDatabase database) : IRequestHandler<DescribeCancels, IReadOnlyList<string>>
{
    public async Task<IReadOnlyList<string>> Handle(DescribeCancels request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        Guid[] canceled = await context.Runs.Where(run => request.Runs.Contains(run.Id) && run.Status == RunStatus.Canceled).Select(run => run.Id).ToArrayAsync(cancel);
        if (canceled.Length == 0)
        {
            return [];
        }

        var experiment = await context.Experiments
            .Where(row => context.Runs.Any(run => run.Id == canceled[0] && run.ExperimentId == row.Id)).Select(row => new { row.Id, row.Name }).SingleAsync(cancel);
        string type = EventNames.Of(typeof(RunCanceled));
        var cancels = await context.Events.Where(stored => stored.ExperimentId == experiment.Id && stored.Type == type)
            .Select(stored => new { stored.Seq, stored.RunId, stored.Actor }).ToListAsync(cancel);
        // One that was asked for again and canceled again counts for who did it last.
        return
        [
            .. cancels.Where(row => canceled.Contains(row.RunId!.Value)).GroupBy(row => row.RunId).Select(rows => rows.MaxBy(row => row.Seq)!.Actor).GroupBy(person => person).OrderBy(rows => rows.Key, StringComparer.Ordinal)
                .Select(rows => $"{experiment.Name}: {rows.Key} canceled {rows.Count()} of its runs."),
        ];
    }
}
