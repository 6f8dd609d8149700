using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Looks, before a submit reuses stages that are done, whether their artifacts are still there.</summary>
internal sealed class DoneStages(IArtifactStore store, IStageLedger ledger)
{
    /// <summary>Takes back every done stage of a plan whose artifact is missing or has files of another length.</summary>
    public async Task WithdrawDamagedAsync(PicieContext context, Plan plan, CancellationToken cancel)
    {
        string[] keys = [.. plan.Stages.Select(stage => stage.Key)];
        var done = await context.Stages.Where(stage => keys.Contains(stage.Key) && stage.State == StageState.Done)
            .Join(context.Artifacts, stage => stage.ArtifactId, artifact => artifact.Id, (stage, artifact) => new { stage.Id, Artifact = artifact })
            .AsNoTracking().ToListAsync(cancel);
        foreach (var stage in done)
        {
            ArtifactAddress address = ArtifactAddress.Of(stage.Artifact);
            if (await store.DamageAsync(address, stage.Artifact.ManifestSha256, CheckDepth.Lengths, cancel) is { } damage)
            {
                await ledger.WithdrawAsync(stage.Id, damage, cancel);
            }
        }
    }
}
