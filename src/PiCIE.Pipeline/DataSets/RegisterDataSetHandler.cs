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
        DataSet? known = await context.DataSets.SingleOrDefaultAsync(row => row.Name == request.Name, cancel);
        if (known is not null && Path.TrimEndingDirectorySeparator(known.Path) != path)
        {
            throw new PicieException(
                "name-taken", $"The data set '{request.Name}' is {known.Path} already.", known.Path,
                "Choose another name.", ProblemKind.Conflict);
        }

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
                "picie data add NAME PATH", ProblemKind.Input);
        }

        if (!Directory.Exists(path))
        {
            throw new PicieException("no-data", $"{path} is not a folder.", path, null, ProblemKind.Input);
        }
    }
}
