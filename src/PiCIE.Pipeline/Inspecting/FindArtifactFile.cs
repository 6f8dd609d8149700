using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;

namespace PiCIE.Pipeline.Inspecting;

/// <summary>Asks where a file of an artifact lies.</summary>
/// <param name="Artifact">Id of the artifact.</param>
/// <param name="Name">Name of the file, exactly as the artifact lists it: no path is made of what somebody wrote.</param>
public sealed record FindArtifactFile(Guid Artifact, string Name) : IRequest<StoredFile>;

/// <summary>A file of an artifact where it lies.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Sha256">SHA-256 of its content, which never changes.</param>
public sealed record StoredFile(string Path, string Sha256);

internal sealed class FindArtifactFileHandler(OpenDatabase database, IArtifactStore store, PhotographRights rights) : IRequestHandler<FindArtifactFile, StoredFile>
{
    public async Task<StoredFile> Handle(FindArtifactFile request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        ArtifactFile? file = await context.ArtifactFiles.AsNoTracking().SingleOrDefaultAsync(row => row.ArtifactId == request.Artifact && row.Name == request.Name, cancel);
        if (file is null)
        {
            throw new PicieException("no-file", "There is no such file of an artifact.", null, "The artifacts of a run list their files.", ProblemKind.NotFound);
        }

        Artifact artifact = await context.Artifacts.AsNoTracking().SingleAsync(row => row.Id == request.Artifact, cancel);
        await rights.RequireAsync(context, artifact, file.Name, cancel);
        string path = store.PathOf(ArtifactAddress.Of(artifact), file.Name);
        return artifact.RemovedAt is null && File.Exists(path)
            ? new StoredFile(path, file.Sha256)
            : throw new PicieException(
                "file-gone", $"{file.Name} is not in the store any more.", null, "Submit the spec again: what is missing is made again.", ProblemKind.NotFound);
    }
}
