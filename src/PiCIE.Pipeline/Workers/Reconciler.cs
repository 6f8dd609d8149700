using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Limits;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Workers;

/// <summary>
/// Makes good what no event tells of: it ends the attempts of workers that fell silent, cuts what lies too far ahead because a clock went back, and frees
/// stages that wait for nothing. With admission behind it, it alone would keep the work going.
/// </summary>
internal sealed partial class Reconciler(
    IDbContextFactory<PicieContext> contexts, IStageLedger ledger, QueueTimes times, FailureRules rules, TimeProvider clock, ILogger<Reconciler> logger)
{
    /// <summary>Looks once.</summary>
    /// <param name="contact">How long this process has reached the database; leases are ended only where it could have heard of their renewal.</param>
    /// <param name="cancel">Cancels the look.</param>
    public async Task RunAsync(UnbrokenContact contact, CancellationToken cancel)
    {
        await CutAsync(cancel);
        if (contact.Lasts(times.Lease) && await ledger.EndExpiredAsync(cancel) is > 0 and int lost)
        {
            LogLost(lost);
        }

        if (await ledger.ReleaseForgottenAsync(cancel) is > 0 and int released)
        {
            LogForgotten(released);
        }

        await DatabaseChange.RunAsync(
            contexts,
            async context =>
            {
                await PersonUsage.FoldAsync(context, clock, cancel);
                return true;
            },
            cancel);
    }

    private async Task CutAsync(CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        (DateTimeOffset lease, DateTimeOffset offer, DateTimeOffset wait) = (now + times.Lease, now + times.Offer, now + rules.LongestWait);
        await context.Stages.Where(stage => stage.State == StageState.Running && stage.LeaseUntil > lease)
            .ExecuteUpdateAsync(update => update.SetProperty(stage => stage.LeaseUntil, lease), cancel);
        await context.Stages.Where(stage => stage.OfferedUntil != null && stage.OfferedUntil > offer)
            .ExecuteUpdateAsync(update => update.SetProperty(stage => stage.OfferedUntil, offer), cancel);
        await context.Stages.Where(stage => stage.NotBefore > wait).ExecuteUpdateAsync(update => update.SetProperty(stage => stage.NotBefore, wait), cancel);
        await context.Workers.Where(worker => worker.EndedAt == null && worker.HeartbeatAt > now)
            .ExecuteUpdateAsync(update => update.SetProperty(worker => worker.HeartbeatAt, now), cancel);
    }

    [LoggerMessage(1, LogLevel.Information, "{Lost} attempts of workers that gave no sign of life were ended; their stages are ready again")]
    private partial void LogLost(int lost);

    [LoggerMessage(2, LogLevel.Warning, "{Released} stages waited for nothing and are ready now; no commit should leave one")]
    private partial void LogForgotten(int released);
}
