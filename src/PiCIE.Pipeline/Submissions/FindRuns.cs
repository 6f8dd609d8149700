using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Finds the runs of an experiment by their names and writes nothing, so that a home that cannot be written shows what it has.</summary>
/// <param name="Experiment">Name of the experiment.</param>
/// <param name="Person">Name of the person who submitted it.</param>
/// <param name="Names">Names of the runs.</param>
public sealed record FindRuns(string Experiment, string Person, IReadOnlyList<string> Names) : IRequest<FoundRuns>;

/// <summary>Runs that were found by their names.</summary>
/// <param name="ExperimentId">Id of the experiment.</param>
/// <param name="Runs">Ids of the runs, in the order of their names.</param>
public sealed record FoundRuns(Guid ExperimentId, IReadOnlyList<Guid> Runs);

internal sealed class FindRunsHandler(OpenDatabase database) : IRequestHandler<FindRuns, FoundRuns>
{
    public async Task<FoundRuns> Handle(FindRuns request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        Guid experiment = await context.Experiments.AsNoTracking()
            .Where(row => row.Person == request.Person && row.Name == request.Experiment).Select(row => row.Id).SingleAsync(cancel);
        Dictionary<string, Guid> ids = await context.Runs.AsNoTracking()
            .Where(run => run.ExperimentId == experiment && run.DeletedAt == null).ToDictionaryAsync(run => run.Name, run => run.Id, cancel);
        return new FoundRuns(experiment, [.. request.Names.Where(ids.ContainsKey).Select(name => ids[name])]);
    }
}
