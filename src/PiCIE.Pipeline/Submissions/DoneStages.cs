using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Looks, before a submit reuses stages that are done, whether their artifacts are still there.</summary>
internal sealed class DoneStages(IArtifactStore store, IStageLedger ledger)
{
    /// <summary>
    /// Takes back the done stages of a plan whose artifact is missing or has files of another length: those that belong to a result, and
    /// packs that something reads which is still to be done. Packs that nobody reads stay away.
    /// </summary>
    public async Task WithdrawDamagedAsync(PicieContext context, Plan plan, CancellationToken cancel)
    {
        string[] keys = [.. plan.Stages.Select(stage => stage.Key)];
        var done = await context.Stages.Where(stage => keys.Contains(stage.Key) && stage.State == StageState.Done)
            .Join(context.Artifacts, stage => stage.ArtifactId, artifact => artifact.Id, (stage, artifact) => new { stage.Id, stage.Key, Artifact = artifact })
            .AsNoTracking().ToDictionaryAsync(stage => stage.Key, StringComparer.Ordinal, cancel);
        HashSet<string> needed = new(StringComparer.Ordinal);
        foreach (PlannedStage stage in plan.Stages.Reverse())
        {
            bool open = !done.TryGetValue(stage.Key, out var there);
            if (there is not null && (stage.Kind != StageKind.Preprocess || needed.Contains(stage.Key)))
            {
                string? damage = await store.DamageAsync(
                    ArtifactAddress.Of(there.Artifact), there.Artifact.ManifestSha256, CheckDepth.Lengths, cancel);
                open = damage is not null && await ledger.WithdrawAsync(there.Id, damage, cancel);
            }

            if (open)
            {
                needed.UnionWith(stage.Inputs.Select(input => input.StageKey).OfType<string>());
            }
        }
    }
}
