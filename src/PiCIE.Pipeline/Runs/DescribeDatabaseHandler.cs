using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Runs;

internal sealed class DescribeDatabaseHandler(OpenDatabase database) : IRequestHandler<DescribeDatabase, DescribedDatabase>
{
    public async Task<DescribedDatabase> Handle(DescribeDatabase request, CancellationToken cancellationToken)
    {
        await using PicieContext context = await database.OpenAsync(cancellationToken);
        return new DescribedDatabase(
            await context.Runs.CountAsync(cancellationToken),
            await context.Deliveries.CountAsync(delivery => delivery.SetAside, cancellationToken));
    }
}
