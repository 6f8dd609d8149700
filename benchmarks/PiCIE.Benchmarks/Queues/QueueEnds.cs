using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Benchmarks.Engine;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Stages;

namespace PiCIE.Benchmarks.Queues;

/// <summary>Starts and ends stages without a worker.</summary>
internal static class QueueEnds
{
    /// <summary>Name of the pool that the stages are offered to.</summary>
    public const string Pool = "bench";

    /// <summary>Ends a number of the stages that are ready.</summary>
    public static async Task EndReadyAsync(ServiceProvider services, IDbContextFactory<PicieContext> contexts, int count)
    {
        await services.GetRequiredService<Admission>().AdmitAsync([new JobPool(Pool, count, static (_, _, _) => { })], null, CancellationToken.None);
        await EndOfferedAsync(services, contexts);
    }

    /// <summary>Starts and commits every stage that is offered.</summary>
    public static async Task EndOfferedAsync(ServiceProvider services, IDbContextFactory<PicieContext> contexts)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync();
        var offered = await context.Stages.Where(stage => stage.OfferedUntil != null).Select(stage => new { stage.Id, stage.Offer, stage.Kind }).ToListAsync();
        foreach (var stage in offered)
        {
            StartedAttempt started = await StartAsync(services, stage.Id, stage.Offer);
            StageCommit commit = new(new StoredManifest("none", []), IdleStage.OutputOf(stage.Kind), []);
            if (!await services.GetRequiredService<IStageLedger>().CommitAsync(stage.Id, started.Number, commit, default))
            {
                throw new InvalidOperationException("a commit was refused");
            }
        }
    }

    /// <summary>Starts an offered stage.</summary>
    public static async Task<StartedAttempt> StartAsync(ServiceProvider services, Guid stage, int offer) =>
        await services.GetRequiredService<IStageLedger>().StartAsync(
            stage, new AttemptStart("bench:1", "bench", "cpu", 1, number => $"{stage:N}-{number}.log") { Offer = offer }, default)
            ?? throw new InvalidOperationException("an offer was refused");
}
