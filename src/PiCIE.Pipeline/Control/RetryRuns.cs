using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage;
using PiCIE.Storage.Auditing;
using PiCIE.Storage.Control;

namespace PiCIE.Pipeline.Control;

/// <summary>Tries again what failed of some runs, and asks again for those that were canceled. What is done stays done.</summary>
/// <param name="Names">Names of runs or experiments.</param>
public sealed record RetryRuns(IReadOnlyList<string> Names) : IRequest<ChangedRuns>;

internal sealed class RetryRunsHandler(OpenDatabase database, NamedTargets targets, RunRetry retry) : IRequestHandler<RetryRuns, ChangedRuns>
{
    public async Task<ChangedRuns> Handle(RetryRuns request, CancellationToken cancel)
    {
        (IReadOnlyList<NamedRun> named, Author author) = await targets.FindOwnAsync("retry", request.Names, cancel);
        HashSet<Guid> changed = await WithChangedDataAsync([.. named.Select(run => run.Id)], cancel);
        IReadOnlyList<Guid> asked = await retry.AskAgainAsync([.. named.Select(run => run.Id)], failed: true, author, cancel);
        ChangedRuns described = await targets.DescribeAsync(named, asked, [], cancel);
        return described with { Runs = [.. described.Runs.Select(run => run with { DataChanged = changed.Contains(run.Id) })] };
    }

    /// <summary>Returns the runs with a stage that failed because its files are others than at the submit; the retry takes that failure away.</summary>
    private async Task<HashSet<Guid>> WithChangedDataAsync(Guid[] runs, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToChangeAsync(cancel);
        var failed = await context.RunStages.Where(link => runs.Contains(link.RunId))
            .Join(context.Stages.Where(stage => stage.State == StageState.Failed), link => link.StageId, stage => stage.Id, (link, stage) => new { link.RunId, stage.Id, stage.AttemptNumber })
            .Join(
                context.Attempts.Where(attempt => attempt.FailureKind == FailureKind.Input), stage => new { stage.Id, Number = stage.AttemptNumber },
                attempt => new { Id = attempt.StageId, attempt.Number }, (stage, attempt) => new { stage.RunId, attempt.Sentence })
            .ToListAsync(cancel);
        return [.. failed.Where(one => ChangedData.Is(one.Sentence)).Select(one => one.RunId)];
    }
}
