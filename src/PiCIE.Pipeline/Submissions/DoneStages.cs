using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Submissions;

/// <summary>
/// Finds, before stages that are done are reused, those whose artifacts are gone or damaged. A plan shows them, a submit makes them again.
/// </summary>
internal sealed class DoneStages(IArtifactStore store, IStageLedger ledger)
{
    /// <summary>
    /// Takes back the done stages of a plan whose artifact is missing or has files of another length: those that belong to a result, and
    /// packs that are read by something still to be done. Packs that nobody reads stay away.
    /// </summary>
    public Task WithdrawDamagedAsync(PicieContext context, Plan plan, CancellationToken cancel) =>
        VisitDamagedAsync(context, plan, (stage, damage) => ledger.WithdrawAsync(stage.Id, damage, cancel, stage.Artifact.Id), cancel);

    /// <summary>Returns the keys of the done stages of a plan that a submit would take back; changes nothing.</summary>
    public async Task<IReadOnlyCollection<string>> DamagedAsync(PicieContext context, Plan plan, CancellationToken cancel)
    {
        HashSet<string> keys = new(StringComparer.Ordinal);
        await VisitDamagedAsync(context, plan, (stage, _) => Task.FromResult(keys.Add(stage.Key)), cancel);
        return keys;
    }

    /// <summary>Visits the damaged stages, children first: an input that no child needs is not looked for.</summary>
    private async Task VisitDamagedAsync(PicieContext context, Plan plan, Func<DoneStage, string, Task<bool>> visit, CancellationToken cancel)
    {
        string[] keys = [.. plan.Stages.Select(stage => stage.Key)];
        Dictionary<string, DoneStage> done = await context.Stages.Where(stage => keys.Contains(stage.Key) && stage.State == StageState.Done)
            .Join(
                context.Artifacts, stage => stage.ArtifactId, artifact => artifact.Id,
                (stage, artifact) => new DoneStage(stage.Id, stage.Key, artifact))
            .AsNoTracking().ToDictionaryAsync(stage => stage.Key, StringComparer.Ordinal, cancel);
        HashSet<string> needed = new(StringComparer.Ordinal);
        foreach (PlannedStage stage in plan.Stages.Reverse())
        {
            bool open = !done.TryGetValue(stage.Key, out DoneStage? there);
            if (there is not null && (stage.Kind != StageKind.Preprocess || needed.Contains(stage.Key)))
            {
                string? damage = await store.DamageAsync(
                    ArtifactAddress.Of(there.Artifact), there.Artifact.ManifestSha256, CheckDepth.Lengths, cancel);
                open = damage is not null && await visit(there, damage);
            }

            if (open)
            {
                needed.UnionWith(stage.Inputs.Select(input => input.StageKey).OfType<string>());
            }
        }
    }

    private sealed record DoneStage(Guid Id, string Key, Artifact Artifact);
}
