using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>Finds the inputs of a stage and checks them before anything is started on them.</summary>
internal sealed class StageInputs(IDbContextFactory<PicieContext> contexts, IArtifactStore store)
{
    /// <summary>The inputs as paths, or what is wrong with one.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="checkedArtifacts">Artifacts whose content was hashed already; takes those that are hashed here.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="roles">The inputs that are wanted; null for all.</param>
    public async Task<PreparedInputs> PrepareAsync(
        Guid stage, ISet<Guid> checkedArtifacts, CancellationToken cancel, IReadOnlyCollection<string>? roles = null)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        List<StageInput> inputs = await context.StageInputs.AsNoTracking()
            .Where(input => input.StageId == stage && (roles == null || roles.Contains(input.Role))).OrderBy(input => input.Role).ToListAsync(cancel);
        Dictionary<string, string> paths = new(StringComparer.Ordinal);
        foreach (StageInput input in inputs)
        {
            if (input.Path is { } path)
            {
                paths[input.Role] = path;
                continue;
            }

            (Artifact? artifact, PreparedInputs? problem) = await ArtifactOfAsync(context, input, cancel);
            if (artifact is null)
            {
                return problem!;
            }

            if (await DamageAsync(artifact, checkedArtifacts, cancel) is { } damage)
            {
                return new PreparedInputs.Damaged(input.SourceStageId, damage);
            }

            paths[input.Role] = store.PathOf(ArtifactAddress.Of(artifact), input.File);
        }

        return new PreparedInputs.Whole(paths);
    }

    private static async Task<(Artifact? Artifact, PreparedInputs? Problem)> ArtifactOfAsync(
        PicieContext context, StageInput input, CancellationToken cancel)
    {
        Guid? id = input.ArtifactId;
        if (input.SourceStageId is { } source)
        {
            var row = await context.Stages.Where(stage => stage.Id == source)
                .Select(stage => new { stage.State, stage.ArtifactId }).SingleAsync(cancel);
            if (row.State != StageState.Done)
            {
                return (null, new PreparedInputs.NotDone());
            }

            id = row.ArtifactId;
        }

        return (await context.Artifacts.AsNoTracking().SingleAsync(artifact => artifact.Id == id, cancel), null);
    }

    /// <summary>Content is hashed once a session; later its lengths are looked at.</summary>
    private async Task<string?> DamageAsync(Artifact artifact, ISet<Guid> checkedArtifacts, CancellationToken cancel)
    {
        CheckDepth depth = checkedArtifacts.Contains(artifact.Id) ? CheckDepth.Lengths : CheckDepth.Contents;
        string? damage = await store.DamageAsync(ArtifactAddress.Of(artifact), artifact.ManifestSha256, depth, cancel);
        if (damage is null)
        {
            checkedArtifacts.Add(artifact.Id);
        }

        return damage;
    }
}
