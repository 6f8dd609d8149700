using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.DataSets;
using PiCIE.Pipeline.Specs;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Keeps start weights as an artifact by content hash, so that the person's own file is not needed later.</summary>
internal sealed class StoredWeights(IArtifactStore store, TimeProvider clock)
{
    /// <summary>Keeps several files; the result has them by content hash.</summary>
    public async Task<IReadOnlyDictionary<string, (Artifact Artifact, string File)>> KeepAllAsync(
        PicieContext context, IEnumerable<StartWeights> all, CancellationToken cancel)
    {
        Dictionary<string, (Artifact Artifact, string File)> kept = new(StringComparer.Ordinal);
        foreach (StartWeights weights in all)
        {
            kept[weights.Sha256] = await KeepAsync(context, weights, cancel);
        }

        return kept;
    }

    /// <summary>
    /// Returns the artifact that holds the weights and the name of the file in it; the weights are stored now unless a whole artifact is
    /// there.
    /// </summary>
    /// <returns>The artifact, which the caller's transaction must keep if it is new.</returns>
    public async Task<(Artifact Artifact, string File)> KeepAsync(PicieContext context, StartWeights weights, CancellationToken cancel)
    {
        string name = "start" + Path.GetExtension(weights.File);
        List<Artifact> stored = await context.Artifacts
            .Where(row => row.Kind == ArtifactAddress.Weights && row.Key == weights.Sha256)
            .OrderByDescending(row => row.Attempt).ToListAsync(cancel);
        foreach (Artifact artifact in stored)
        {
            if (await store.DamageAsync(ArtifactAddress.Of(artifact), artifact.ManifestSha256, CheckDepth.Contents, cancel) is null)
            {
                return (artifact, await FileOfAsync(context, artifact.Id, cancel));
            }
        }

        int next = stored.Select(row => row.Attempt).DefaultIfEmpty(0).Max() + 1;
        return (await StoreAsync(context, weights, name, next, cancel), name);
    }

    private async Task<Artifact> StoreAsync(PicieContext context, StartWeights weights, string name, int number, CancellationToken cancel)
    {
        ArtifactAddress address = new(ArtifactAddress.Weights, weights.Sha256, Guid.CreateVersion7());
        long bytes = FollowedFile.Find(weights.File)?.Length
            ?? throw new PicieException("no-weights", $"The file {weights.File} is gone.", weights.File, null, ProblemKind.Input);
        ManifestFile file = new(name, bytes, weights.Sha256);
        StoredManifest manifest = await store.StoreFileAsync(address, weights.File, file, cancel);
        Artifact artifact = new()
        {
            Id = address.Id,
            Kind = address.Kind,
            Key = address.Key,
            Attempt = number,
            ManifestSha256 = manifest.Sha256,
            Bytes = bytes,
            CreatedAt = await clock.NowAsync(context, cancel),
        };
        context.Artifacts.Add(artifact);
        context.ArtifactFiles.Add(new ArtifactFile { ArtifactId = artifact.Id, Name = name, Bytes = bytes, Sha256 = weights.Sha256 });
        return artifact;
    }

    private static Task<string> FileOfAsync(PicieContext context, Guid artifact, CancellationToken cancel) =>
        context.ArtifactFiles.Where(file => file.ArtifactId == artifact).Select(file => file.Name).SingleAsync(cancel);
}
