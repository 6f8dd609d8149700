using MediatR;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage.Auditing;
using PiCIE.Storage.Control;

namespace PiCIE.Pipeline.Control;

/// <summary>Pauses experiments: nothing of them starts any more until they are resumed.</summary>
/// <param name="Names">Names of experiments; a run stands for its experiment.</param>
/// <param name="StopsWork">Whether what runs for them alone is stopped too.</param>
public sealed record PauseExperiments(IReadOnlyList<string> Names, bool StopsWork) : IRequest<ChangedRuns>;

internal sealed class PauseExperimentsHandler(NamedTargets targets, ExperimentPause pause) : IRequestHandler<PauseExperiments, ChangedRuns>
{
    public async Task<ChangedRuns> Handle(PauseExperiments request, CancellationToken cancel)
    {
        (IReadOnlyList<NamedRun> named, Author author) = await targets.FindOwnAsync("pause", request.Names, cancel);
        List<Guid> changed = [];
        foreach (Guid experiment in named.Select(run => run.ExperimentId).Distinct())
        {
            if (await pause.BeginAsync(experiment, request.StopsWork, author, cancel))
            {
                changed.Add(experiment);
            }
        }

        return await targets.DescribeAsync(named, [], changed, cancel);
    }
}
