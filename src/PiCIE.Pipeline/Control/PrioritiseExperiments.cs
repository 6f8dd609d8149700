using MediatR;
using PiCIE.Pipeline.People;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage.Auditing;
using PiCIE.Storage.Control;

namespace PiCIE.Pipeline.Control;

/// <summary>Gives experiments another priority: what waits of them is taken before what has a lower one.</summary>
/// <param name="Names">Names of experiments; a run stands for its experiment.</param>
/// <param name="Priority">The priority, −100 to 100; above 0 for admins.</param>
public sealed record PrioritiseExperiments(IReadOnlyList<string> Names, int Priority) : IRequest<ChangedRuns>;

internal sealed class PrioritiseExperimentsHandler(NamedTargets targets, ExperimentPriority priorities, Rights rights) : IRequestHandler<PrioritiseExperiments, ChangedRuns>
{
    public async Task<ChangedRuns> Handle(PrioritiseExperiments request, CancellationToken cancel)
    {
        rights.RequirePriority(request.Priority);
        (IReadOnlyList<NamedRun> named, Author author) = await targets.FindOwnAsync("prioritise", request.Names, cancel);
        List<Guid> changed = [];
        foreach (Guid experiment in named.Select(run => run.ExperimentId).Distinct())
        {
            if (await priorities.SetAsync(experiment, request.Priority, author, cancel))
            {
                changed.Add(experiment);
            }
        }

        return await targets.DescribeAsync(named, [], changed, cancel);
    }
}
