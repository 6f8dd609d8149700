using MediatR;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage.Auditing;
using PiCIE.Storage.Control;

namespace PiCIE.Pipeline.Control;

/// <summary>
/// Lets runs go on: ends the pause of a paused experiment and changes nothing else of it; asks again for runs of others that were canceled
/// or are not asked for any more.
/// </summary>
/// <param name="Names">Names of runs or experiments.</param>
public sealed record ResumeRuns(IReadOnlyList<string> Names) : IRequest<ChangedRuns>;

internal sealed class ResumeRunsHandler(NamedTargets targets, ExperimentPause pause, RunRetry retry) : IRequestHandler<ResumeRuns, ChangedRuns>
{
    public async Task<ChangedRuns> Handle(ResumeRuns request, CancellationToken cancel)
    {
        (IReadOnlyList<NamedRun> named, Author author) = await targets.FindOwnAsync("resume", request.Names, cancel);
        List<Guid> resumed = [];
        foreach (Guid experiment in named.Select(run => run.ExperimentId).Distinct())
        {
            if (await pause.EndAsync(experiment, author, cancel))
            {
                resumed.Add(experiment);
            }
        }

        IReadOnlyList<Guid> asked = await retry.AskAgainAsync(
            [.. named.Where(run => !resumed.Contains(run.ExperimentId)).Select(run => run.Id)], failed: false, author, cancel);
        return await targets.DescribeAsync(named, asked, resumed, cancel);
    }
}
