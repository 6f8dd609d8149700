using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Runs;

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
