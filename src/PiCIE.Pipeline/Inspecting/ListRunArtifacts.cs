using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;

namespace PiCIE.Pipeline.Inspecting;

/// <summary>Asks for the artifacts of a run: those of its stages that are done.</summary>
/// <param name="Run">Id of the run.</param>
public sealed record ListRunArtifacts(Guid Run) : IRequest<ArtifactListDocument>;

/// <summary>Artifacts, in the order of the stages.</summary>
/// <param name="Artifacts">The artifacts.</param>
public sealed record ArtifactListDocument(IReadOnlyList<ArtifactDocument> Artifacts);

/// <summary>An artifact: the immutable output of a stage.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Kind of the stage that made it.</param>
/// <param name="Key">The stage key.</param>
/// <param name="Bytes">Length of all files.</param>
/// <param name="ManifestSha256">SHA-256 of its manifest.</param>
/// <param name="Created">Time when it was stored (UTC).</param>
/// <param name="Removed">Time when its files were found missing, or were removed (UTC); null while they are there.</param>
/// <param name="Files">Its files.</param>
public sealed record ArtifactDocument(
    Guid Id, string Kind, string Key, long Bytes, string ManifestSha256, DateTimeOffset Created, DateTimeOffset? Removed, IReadOnlyList<ArtifactFileDocument> Files);

/// <summary>A file of an artifact.</summary>
/// <param name="Name">Path within the artifact, with forward slashes.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256">SHA-256 of its content.</param>
public sealed record ArtifactFileDocument(string Name, long Bytes, string Sha256);

internal sealed class ListRunArtifactsHandler(OpenDatabase database) : IRequestHandler<ListRunArtifacts, ArtifactListDocument>
{
    public async Task<ArtifactListDocument> Handle(ListRunArtifacts request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        await InspectedRun.RequireAsync(context, request.Run, cancel);
        List<Artifact> artifacts = await context.RunStages.Where(link => link.RunId == request.Run).OrderBy(link => link.Position)
            .Join(context.Stages, link => link.StageId, stage => stage.Id, (link, stage) => stage.ArtifactId)
            .Join(context.Artifacts.AsNoTracking(), id => id, artifact => (Guid?)artifact.Id, (id, artifact) => artifact).ToListAsync(cancel);
        Guid[] ids = [.. artifacts.Select(artifact => artifact.Id)];
        ILookup<Guid, ArtifactFile> files = (await context.ArtifactFiles.AsNoTracking().Where(file => ids.Contains(file.ArtifactId)).OrderBy(file => file.Name).ToListAsync(cancel))
            .ToLookup(file => file.ArtifactId);
        return new ArtifactListDocument([.. artifacts.Select(artifact => new ArtifactDocument(
            artifact.Id, artifact.Kind, artifact.Key, artifact.Bytes, artifact.ManifestSha256, artifact.CreatedAt, artifact.RemovedAt,
            [.. files[artifact.Id].Select(file => new ArtifactFileDocument(file.Name, file.Bytes, file.Sha256))]))]);
    }
}
