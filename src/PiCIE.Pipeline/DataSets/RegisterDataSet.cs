using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.DataSets;

namespace PiCIE.Pipeline.DataSets;

/// <summary>
/// Gives a folder of photographs a name. The same name and folder again changes nothing; a name whose folder is gone takes the new one, for its
/// photographs were moved; a copy with the same files is a further folder of the name. Other content beside a folder that is still there is a conflict.
/// </summary>
/// <param name="Name">The name: no separator, no leading dot.</param>
/// <param name="Path">The folder.</param>
/// <param name="Replace">Whether the name means other content from now on; what was computed from the old content keeps its data set.</param>
public sealed record RegisterDataSet(string Name, string Path, bool Replace = false) : IRequest<RegisteredDataSet>;

internal sealed class RegisterDataSetHandler(OpenDatabase database, TimeProvider clock) : IRequestHandler<RegisterDataSet, RegisteredDataSet>
{
    public async Task<RegisteredDataSet> Handle(RegisterDataSet request, CancellationToken cancel)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Path));
        Check(request.Name, path);
        await using PicieContext context = await database.OpenAsync(cancel);
        // The data set before its folders: one that somebody adds between the two is seen as a name without a folder otherwise, and taken over.
        DataSet? named = await context.DataSets.SingleOrDefaultAsync(row => row.Name == request.Name, cancel);
        List<DataSetPath> known = await NamedPaths.Of(context, request.Name).ToListAsync(cancel);
        string? current = NamedPaths.Current([.. known.Select(row => row.Path)]);
        if (current != path)
        {
            DataSet dataSet = await DataSetAsync(context, named, request, path, current, cancel);
            AddPath(context, dataSet, path, known);
            await context.SaveChangesAsync(cancel);
        }

        return RegisteredDataSet.Of(request.Name, path);
    }

    /// <summary>The data set that the name means from now on: the known one if this is a copy of it or its new place, else a new one.</summary>
    private async Task<DataSet> DataSetAsync(
        PicieContext context, DataSet? named, RegisterDataSet request, string path, string? current, CancellationToken cancel)
    {
        if (named is not null && current is not null && Directory.Exists(current) && !await FolderCopy.IsSameAsync(current, path, cancel))
        {
            if (!request.Replace)
            {
                throw new PicieException(
                    "name-taken", $"The data set '{request.Name}' is {current} already, and {path} has other files.", current,
                    "Choose another name, or let the name mean the new folder from now on: --replace.", ProblemKind.Conflict);
            }

            named.Name = null;
            await context.SaveChangesAsync(cancel);
            named = null;
        }

        return named ?? context.DataSets.Add(new DataSet { Id = Guid.CreateVersion7(), Name = request.Name, CreatedAt = clock.GetUtcNow() }).Entity;
    }

    private void AddPath(PicieContext context, DataSet dataSet, string path, List<DataSetPath> known)
    {
        if (known.Find(row => row.Path == path && row.DataSetId == dataSet.Id) is { } before)
        {
            before.CreatedAt = clock.GetUtcNow();
            return;
        }

        context.DataSetPaths.Add(new DataSetPath
        {
            DataSetId = dataSet.Id,
            Path = path,
            FileHashes = known.Find(row => row.DataSetId == dataSet.Id)?.FileHashes ?? FileHashes.Empty,
            CreatedAt = clock.GetUtcNow(),
        });
    }

    private static void Check(string name, string path)
    {
        if (!NameOrPath.IsName(name))
        {
            throw new PicieException(
                "bad-name", $"'{name}' is no name of a data set: it has no '/' or '\\' and does not begin with a dot.", name,
                "picie data add NAME PATH", ProblemKind.Input);
        }

        if (!Directory.Exists(path))
        {
            throw new PicieException("no-data", $"{path} is not a folder.", path, null, ProblemKind.Input);
        }
    }
}
