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
        await using PicieContext context = await database.OpenAsync(cancel);
        var named = await context.DataSets.AsNoTracking().Where(row => row.Name != null).Select(row => new { row.Name, row.Path }).ToListAsync(cancel);
        return [.. named.OrderBy(row => row.Name, StringComparer.Ordinal).Select(row => RegisteredDataSet.Of(row.Name!, row.Path))];
    }
}
