using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.DataSets;

namespace PiCIE.Pipeline.DataSets;

internal sealed class RegisterDataSetHandler(OpenDatabase database, TimeProvider clock) : IRequestHandler<RegisterDataSet, RegisteredDataSet>
{
    public async Task<RegisteredDataSet> Handle(RegisterDataSet request, CancellationToken cancel)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Path));
        Check(request.Name, path);
        await using PicieContext context = await database.OpenAsync(cancel);
        string? known = await context.DataSetPaths
            .Where(row => context.DataSets.Any(dataSet => dataSet.Id == row.DataSetId && dataSet.Name == request.Name))
            .OrderByDescending(row => row.CreatedAt).Select(row => row.Path).FirstOrDefaultAsync(cancel);
        if (known is not null && Path.TrimEndingDirectorySeparator(known) != path)
        {
            throw new PicieException(
                "name-taken", $"The data set '{request.Name}' is {known} already.", known,
                "Choose another name.", ExitStatus.Conflict);
        }

        if (known is null)
        {
            DataSet added = new() { Id = Guid.CreateVersion7(), Name = request.Name, CreatedAt = clock.GetUtcNow() };
            context.DataSets.Add(added);
            context.DataSetPaths.Add(new DataSetPath { DataSetId = added.Id, Path = path, FileHashes = FileHashes.Empty, CreatedAt = added.CreatedAt });
            await context.SaveChangesAsync(cancel);
        }

        return new RegisteredDataSet(request.Name, path);
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
