using MediatR;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage.Control;

namespace PiCIE.Pipeline.Control;

/// <summary>Tries again what failed of some runs, and asks again for those that were canceled. What is done stays done.</summary>
/// <param name="Names">Names of runs or experiments.</param>
public sealed record RetryRuns(IReadOnlyList<string> Names) : IRequest<ChangedRuns>;

internal sealed class RetryRunsHandler(PicieHome home, NamedTargets targets, RunRetry retry) : IRequestHandler<RetryRuns, ChangedRuns>
{
    public async Task<ChangedRuns> Handle(RetryRuns request, CancellationToken cancel)
    {
        IReadOnlyList<NamedRun> named = await targets.FindAsync(request.Names, cancel);
        IReadOnlyList<Guid> asked = await retry.AskAgainAsync([.. named.Select(run => run.Id)], failed: true, home.Person, cancel);
        return await targets.DescribeAsync(named, asked, [], cancel);
    }
}
