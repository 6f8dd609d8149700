using MediatR;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage.Auditing;
using PiCIE.Storage.Control;

namespace PiCIE.Pipeline.Control;

/// <summary>Cancels runs that are not done. What other runs share with them goes on for those.</summary>
/// <param name="Names">Names of runs or experiments.</param>
public sealed record CancelRuns(IReadOnlyList<string> Names) : IRequest<ChangedRuns>;

internal sealed class CancelRunsHandler(NamedTargets targets, RunCancellation cancellation) : IRequestHandler<CancelRuns, ChangedRuns>
{
    public async Task<ChangedRuns> Handle(CancelRuns request, CancellationToken cancel)
    {
        (IReadOnlyList<NamedRun> named, Author author) = await targets.FindOwnAsync("cancel", request.Names, cancel);
        IReadOnlyList<Guid> canceled = await cancellation.CancelAsync([.. named.Select(run => run.Id)], author, cancel);
        return await targets.DescribeAsync(named, canceled, [], cancel);
    }
}
