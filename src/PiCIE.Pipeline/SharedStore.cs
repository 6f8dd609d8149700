using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Failures;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline;

/// <summary>
/// Holds the folder of artifacts to the database that names them. Somebody whose <c>PICIE_ARTIFACTS</c> is another folder would find every artifact missing,
/// have it made again where nobody else looks, and fail the runs of all.
/// </summary>
internal sealed class SharedStore(PicieHome home, TimeProvider clock)
{
    private const string FileName = ".picie-store";

    /// <summary>Requires that the folder is the one which the database means; the first one that is used becomes that.</summary>
    /// <param name="context">The database of a team.</param>
    /// <param name="cancel">Cancels the query.</param>
    /// <exception cref="PicieException">The folder carries no mark, or another one.</exception>
    public async Task RequireAsync(PicieContext context, CancellationToken cancel)
    {
        StoreMark? known = await context.StoreMarks.AsNoTracking().OrderBy(mark => mark.CreatedAt).FirstOrDefaultAsync(cancel);
        Guid? there = Read();
        if (known is null)
        {
            await AddAsync(context, there ?? Mark(), cancel);
        }
        else if (there != known.Id)
        {
            throw new PicieException(
                "other-artifacts",
                $"{home.ArtifactsFolder} is not the folder of artifacts of {home.DatabaseName}: {(there is null ? $"it has no file {FileName}" : $"its file {FileName} names another database's")}.",
                "PICIE_ARTIFACTS", $"Set PICIE_ARTIFACTS to the folder that the others use. If that one was moved, its file {FileName} moves with it.", ProblemKind.Environment);
        }
    }

    /// <summary>Requires that the folder is the one which the database means, if it means one yet; changes nothing.</summary>
    /// <param name="context">The database.</param>
    /// <param name="cancel">Cancels the query.</param>
    /// <exception cref="PicieException">The folder carries no mark, or another one.</exception>
    public async Task RequireSameAsync(PicieContext context, CancellationToken cancel)
    {
        if (home.Server is not null && await context.StoreMarks.AnyAsync(cancel))
        {
            await RequireAsync(context, cancel);
        }
    }

    /// <summary>
    /// Returns whether the folder holds artifacts of this database and of no other: it lies in the home, or carries the mark that the database of a team
    /// knows. Two homes may share a folder that lies elsewhere, and neither knows what the other one needs.
    /// </summary>
    /// <param name="context">The database.</param>
    /// <param name="cancel">Cancels the query.</param>
    public async Task<bool> IsOnlyOfAsync(PicieContext context, CancellationToken cancel) => home.Server is null
        ? Path.GetFullPath(home.ArtifactsFolder).StartsWith(Path.GetFullPath(home.Root) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        : Read() is { } there && await context.StoreMarks.AnyAsync(mark => mark.Id == there, cancel);

    /// <summary>Returns the failure that no stage is to blame for: the folder that a team shares is not there at present, as where its mount is gone; null where it is, and for a home of its own.</summary>
    public Failure? OutOfReach()
    {
        if (home.Server is null)
        {
            return null;
        }

        try
        {
            return Read() is null ? Gone($"it has no file {FileName}") : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Gone(exception.Message);
        }

        Failure Gone(string how) => new(
            FailureKind.Environment, $"The folder of artifacts {home.ArtifactsFolder} is out of reach: {how}.", FailureHints.Mount, Place: home.ArtifactsFolder);
    }

    private async Task AddAsync(PicieContext context, Guid id, CancellationToken cancel)
    {
        context.StoreMarks.Add(new StoreMark { Id = id, CreatedAt = await clock.NowAsync(context, cancel) });
        try
        {
            await context.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException exception) when (StorageErrors.IsDoubled(exception))
        {
            // Somebody else came first with the same folder.
        }
    }

    private string MarkFile => Path.Combine(home.ArtifactsFolder, FileName);

    private Guid? Read()
    {
        try
        {
            return Guid.TryParse(File.ReadAllText(MarkFile).Trim(), out Guid id) ? id : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Marks the folder. Of several who do so at once the first one's mark stays.</summary>
    private Guid Mark()
    {
        Directory.CreateDirectory(home.ArtifactsFolder);
        string aside = $"{MarkFile}.{Guid.NewGuid():N}";
        Guid id = Guid.CreateVersion7();
        File.WriteAllText(aside, $"{id}\n");
        try
        {
            File.Move(aside, MarkFile, overwrite: false);
            return id;
        }
        catch (IOException) when (File.Exists(MarkFile))
        {
            File.Delete(aside);
            return Read() ?? id;
        }
    }
}
