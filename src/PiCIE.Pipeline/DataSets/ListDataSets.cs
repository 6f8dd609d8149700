using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;

namespace PiCIE.Pipeline.DataSets;

/// <summary>Lists the data sets that have a name, sorted by it.</summary>
public sealed record ListDataSets : IRequest<IReadOnlyList<RegisteredDataSet>>;

internal sealed class ListDataSetsHandler(OpenDatabase database) : IRequestHandler<ListDataSets, IReadOnlyList<RegisteredDataSet>>
{
    public async Task<IReadOnlyList<RegisteredDataSet>> Handle(ListDataSets request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        var paths = await context.DataSetPaths.AsNoTracking()
            .Join(
                context.DataSets.Where(row => row.Name != null), path => path.DataSetId, row => row.Id,
                (path, row) => new { Name = row.Name!, path.Path, path.CreatedAt })
            .ToListAsync(cancel);
        return
        [
            .. paths.GroupBy(row => row.Name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group =>
                RegisteredDataSet.Of(group.Key, NamedPaths.Current([.. group.OrderByDescending(row => row.CreatedAt).Select(row => row.Path)])!)),
        ];
    }
}
