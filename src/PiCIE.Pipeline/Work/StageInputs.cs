using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.DataSets;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>Finds the inputs of a stage and checks them before anything is started on them.</summary>
internal sealed class StageInputs(IDbContextFactory<PicieContext> contexts, IArtifactStore store)
{
    /// <summary>Returns the paths of the inputs, or what is wrong with one of them.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="checkedArtifacts">Artifacts whose content was hashed already; takes those that are hashed here.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="roles">The inputs that are wanted; null for all.</param>
    public async Task<PreparedInputs> PrepareAsync(
        Guid stage, ConcurrentDictionary<Guid, bool> checkedArtifacts, CancellationToken cancel, IReadOnlyCollection<string>? roles = null)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        List<StageInput> inputs = await context.StageInputs.AsNoTracking()
            .Where(input => input.StageId == stage && (roles == null || roles.Contains(input.Role))).OrderBy(input => input.Role).ToListAsync(cancel);
        Dictionary<Guid, Guid> sources = await context.Stages
            .Where(source => source.State == StageState.Done && context.StageInputs.Any(input => input.StageId == stage && input.SourceStageId == source.Id))
            .ToDictionaryAsync(source => source.Id, source => source.ArtifactId!.Value, cancel);
        Guid[] read = [.. sources.Values, .. inputs.Select(input => input.ArtifactId).OfType<Guid>()];
        Dictionary<Guid, Artifact> artifacts = await context.Artifacts.AsNoTracking()
            .Where(artifact => read.Contains(artifact.Id)).ToDictionaryAsync(artifact => artifact.Id, cancel);
        Dictionary<Guid, string> folders = await FoldersAsync(context, inputs, cancel);
        Dictionary<string, string> paths = new(StringComparer.Ordinal);
        foreach (StageInput input in inputs)
        {
            if (input.DataSetId is { } dataSet)
            {
                paths[input.Role] = folders[dataSet];
                continue;
            }

            Guid? id = input.ArtifactId ?? (sources.TryGetValue(input.SourceStageId!.Value, out Guid made) ? made : null);
            if (id is null)
            {
                return new PreparedInputs.NotDone();
            }

            Artifact artifact = artifacts[id.Value];
            if (await DamageAsync(artifact, checkedArtifacts, cancel) is { } damage)
            {
                return new PreparedInputs.Damaged(input.SourceStageId, damage);
            }

            paths[input.Role] = store.PathOf(ArtifactAddress.Of(artifact), input.File);
        }

        return new PreparedInputs.Whole(paths);
    }

    /// <summary>Returns the folders of data sets: of several folders of one data set, the newest that is there.</summary>
    private static async Task<Dictionary<Guid, string>> FoldersAsync(PicieContext context, List<StageInput> inputs, CancellationToken cancel)
    {
        Guid[] ids = [.. inputs.Select(input => input.DataSetId).OfType<Guid>()];
        List<DataSetPath> places = ids.Length == 0 ? [] : await context.DataSetPaths.AsNoTracking()
            .Where(place => ids.Contains(place.DataSetId)).OrderByDescending(place => place.CreatedAt).ToListAsync(cancel);
        return places.GroupBy(place => place.DataSetId)
            .ToDictionary(found => found.Key, found => (found.FirstOrDefault(place => Directory.Exists(place.Path)) ?? found.First()).Path);
    }

    /// <summary>Returns what is damaged in an artifact, or null. The content is hashed once a session; later only lengths are looked at.</summary>
    private async Task<string?> DamageAsync(Artifact artifact, ConcurrentDictionary<Guid, bool> checkedArtifacts, CancellationToken cancel)
    {
        CheckDepth depth = checkedArtifacts.ContainsKey(artifact.Id) ? CheckDepth.Lengths : CheckDepth.Contents;
        string? damage = await store.DamageAsync(ArtifactAddress.Of(artifact), artifact.ManifestSha256, depth, cancel);
        if (damage is null)
        {
            checkedArtifacts[artifact.Id] = true;
        }

        return damage;
    }
}
