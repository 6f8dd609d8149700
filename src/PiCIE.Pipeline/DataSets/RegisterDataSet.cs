using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.DataSets;

namespace PiCIE.Pipeline.DataSets;

/// <summary>
/// Gives a folder of photographs a name. The same name and folder again changes nothing; a name whose folder is gone takes the new one, for its
/// photographs were moved. Another folder beside one that is still there is a conflict.
/// </summary>
/// <param name="Name">The name: no separator, no leading dot.</param>
/// <param name="Path">The folder.</param>
/// <param name="Replace">Whether the name takes the new folder although the old one is still there; finished runs keep their results.</param>
public sealed record RegisterDataSet(string Name, string Path, bool Replace = false) : IRequest<RegisteredDataSet>;

internal sealed class RegisterDataSetHandler(OpenDatabase database, TimeProvider clock) : IRequestHandler<RegisterDataSet, RegisteredDataSet>
{
    public async Task<RegisteredDataSet> Handle(RegisterDataSet request, CancellationToken cancel)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Path));
        Check(request.Name, path);
        await using PicieContext context = await database.OpenAsync(cancel);
        DataSet? known = await context.DataSets.SingleOrDefaultAsync(row => row.Name == request.Name, cancel);
        if (known is null)
        {
            context.DataSets.Add(new DataSet
            {
                Id = Guid.CreateVersion7(),
                Name = request.Name,
                Path = path,
                FileHashes = FileHashes.Empty,
                CreatedAt = clock.GetUtcNow(),
            });
        }
        else if (Path.TrimEndingDirectorySeparator(known.Path) != path)
        {
            RefuseSecond(known, request);
            known.Path = path;
        }

        await context.SaveChangesAsync(cancel);
        return RegisteredDataSet.Of(request.Name, path);
    }

    private static void RefuseSecond(DataSet known, RegisterDataSet request)
    {
        if (!request.Replace && Directory.Exists(known.Path))
        {
            throw new PicieException(
                "name-taken", $"The data set '{request.Name}' is {known.Path} already.", known.Path,
                "Choose another name, or let the name mean the new folder from now on: --replace.", ExitStatus.Conflict);
        }
    }

    private static void Check(string name, string path)
    {
        if (!NameOrPath.IsName(name))
        {
            throw new PicieException(
                "bad-name", $"'{name}' is no name of a data set: it has no '/' or '\\' and does not begin with a dot.", name,
                "picie data add NAME PATH", ExitStatus.Input);
        }

        if (!Directory.Exists(path))
        {
            throw new PicieException("no-data", $"{path} is not a folder.", path, null, ExitStatus.Input);
        }
    }
}
