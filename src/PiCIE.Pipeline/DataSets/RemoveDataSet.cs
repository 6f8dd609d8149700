using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.DataSets;

namespace PiCIE.Pipeline.DataSets;

/// <summary>Takes the name of a data set back. No file is touched, and what was computed from it stays.</summary>
/// <param name="Name">The name.</param>
public sealed record RemoveDataSet(string Name) : IRequest<RegisteredDataSet>;

internal sealed class RemoveDataSetHandler(OpenDatabase database) : IRequestHandler<RemoveDataSet, RegisteredDataSet>
{
    public async Task<RegisteredDataSet> Handle(RemoveDataSet request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToChangeAsync(cancel);
        DataSet known = await context.DataSets.SingleOrDefaultAsync(row => row.Name == request.Name, cancel)
            ?? throw new PicieException(
                "no-data", $"No data set is registered as '{request.Name}'.", request.Name, "picie data list says which are.", ProblemKind.NotFound);
        string path = NamedPaths.Current(await NamedPaths.Of(context, request.Name).Select(row => row.Path).ToListAsync(cancel))!;
        known.Name = null;
        await context.SaveChangesAsync(cancel);
        return RegisteredDataSet.Of(request.Name, path);
    }
}
