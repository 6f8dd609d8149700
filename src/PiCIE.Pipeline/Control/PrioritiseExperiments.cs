using MediatR;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage.Control;

namespace PiCIE.Pipeline.Control;

/// <summary>Gives experiments another priority: what waits of them is taken before what has a lower one.</summary>
/// <param name="Names">Names of experiments; a run stands for its experiment.</param>
/// <param name="Priority">The priority, −100 to 100.</param>
public sealed record PrioritiseExperiments(IReadOnlyList<string> Names, int Priority) : IRequest<ChangedRuns>;

internal sealed class PrioritiseExperimentsHandler(PicieHome home, NamedTargets targets, ExperimentPriority priorities) : IRequestHandler<PrioritiseExperiments, ChangedRuns>
{
    private const int Highest = 100;

    public async Task<ChangedRuns> Handle(PrioritiseExperiments request, CancellationToken cancel)
    {
        if (Math.Abs(request.Priority) > Highest)
        {
            throw new PicieException("bad-priority", $"The priority is {request.Priority}; it is a whole number from -{Highest} to {Highest}.", "priority", null, ProblemKind.Input);
        }

        IReadOnlyList<NamedRun> named = await targets.FindAsync(request.Names, cancel);
        List<Guid> changed = [];
        foreach (Guid experiment in named.Select(run => run.ExperimentId).Distinct())
        {
            if (await priorities.SetAsync(experiment, request.Priority, home.Person, cancel))
            {
                changed.Add(experiment);
            }
        }

        return await targets.DescribeAsync(named, [], changed, cancel);
    }
}
