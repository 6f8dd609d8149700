using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Runs;

/// <summary>Asks for the numbers of rows that <c>picie doctor</c> tells of the home's database.</summary>
public sealed record DescribeDatabase : IRequest<DescribedDatabase>;

/// <summary>Numbers of rows in the database of the home.</summary>
/// <param name="Runs">Number of runs.</param>
/// <param name="Version">Version of the database program: SQLite's, or the server's.</param>
/// <param name="SetAside">Number of deliveries that failed too often and are not tried again, so that something after a stage was not done.</param>
public sealed record DescribedDatabase(int Runs, string Version, int SetAside)
{
    /// <summary>Whether the database has tables: a new one of a team has none until the first command that writes.</summary>
    public required bool HasTables { get; init; }
}

internal sealed class DescribeDatabaseHandler(OpenDatabase database) : IRequestHandler<DescribeDatabase, DescribedDatabase>
{
    public async Task<DescribedDatabase> Handle(DescribeDatabase request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        await context.Database.OpenConnectionAsync(cancel);
        return new DescribedDatabase(
            await context.Runs.CountAsync(cancel),
            context.Database.GetDbConnection().ServerVersion,
            await context.Deliveries.CountAsync(delivery => delivery.SetAside, cancel))
        {
            HasTables = database.IsThere(context),
        };
    }
}
