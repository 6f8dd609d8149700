using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Submissions;

/// <summary>
/// Finds, before stages that are done are reused, those whose artifacts are gone or damaged. A plan says so, a submit makes them again.
/// </summary>
internal sealed class DoneStages(IArtifactStore store, IStageLedger ledger)
{
    /// <summary>Takes back every done stage of a plan whose artifact is missing or has files of another length.</summary>
    public async Task WithdrawDamagedAsync(PicieContext context, Plan plan, CancellationToken cancel)
    {
        foreach (DamagedStage stage in await FindAsync(context, plan, cancel))
        {
            await ledger.WithdrawAsync(stage.Id, stage.Damage, cancel);
        }
    }

    /// <summary>Keys of the done stages of a plan that a submit would take back; changes nothing.</summary>
    public async Task<IReadOnlyCollection<string>> DamagedAsync(PicieContext context, Plan plan, CancellationToken cancel) =>
        (await FindAsync(context, plan, cancel)).Select(stage => stage.Key).ToHashSet(StringComparer.Ordinal);

    private async Task<IReadOnlyList<DamagedStage>> FindAsync(PicieContext context, Plan plan, CancellationToken cancel)
    {
        string[] keys = [.. plan.Stages.Select(stage => stage.Key)];
        var done = await context.Stages.Where(stage => keys.Contains(stage.Key) && stage.State == StageState.Done)
            .Join(
                context.Artifacts, stage => stage.ArtifactId, artifact => artifact.Id,
                (stage, artifact) => new { stage.Id, stage.Key, Artifact = artifact })
            .AsNoTracking().ToListAsync(cancel);
        List<DamagedStage> damaged = [];
        foreach (var stage in done)
        {
            ArtifactAddress address = ArtifactAddress.Of(stage.Artifact);
            if (await store.DamageAsync(address, stage.Artifact.ManifestSha256, CheckDepth.Lengths, cancel) is { } damage)
            {
                damaged.Add(new DamagedStage(stage.Id, stage.Key, damage));
            }
        }

        return damaged;
    }

    private sealed record DamagedStage(Guid Id, string Key, string Damage);
}
