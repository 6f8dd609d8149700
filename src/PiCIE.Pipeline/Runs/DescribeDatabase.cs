using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Runs;

/// <summary>Asks what the database of the home holds, for <c>picie doctor</c>.</summary>
public sealed record DescribeDatabase : IRequest<DescribedDatabase>;

/// <summary>What the database of the home holds.</summary>
/// <param name="Runs">Number of runs.</param>
/// <param name="SetAside">Deliveries of events that failed too often and are not tried again: something after a stage was not done.</param>
public sealed record DescribedDatabase(int Runs, int SetAside);

internal sealed class DescribeDatabaseHandler(OpenDatabase database) : IRequestHandler<DescribeDatabase, DescribedDatabase>
{
    public async Task<DescribedDatabase> Handle(DescribeDatabase request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        return new DescribedDatabase(
            await context.Runs.CountAsync(cancel),
            await context.Deliveries.CountAsync(delivery => delivery.SetAside, cancel));
    }
}
