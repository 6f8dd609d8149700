using MediatR;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Checking;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.Upkeep;

/// <summary>Looks whether the rows of the database agree with one another. It changes nothing.</summary>
public sealed record CheckDatabase : IRequest<CheckedDatabase>;

/// <summary>The rows of a database that break what must hold of it.</summary>
/// <param name="Database">Name of the database.</param>
/// <param name="Invariants">Number of the things that were looked at.</param>
/// <param name="Broken">The rows that break one of them.</param>
public sealed record CheckedDatabase(string Database, int Invariants, IReadOnlyList<BrokenInvariant> Broken);

internal sealed class CheckDatabaseHandler(PicieHome home, OpenDatabase database, QueueTimes times, TimeProvider clock) : IRequestHandler<CheckDatabase, CheckedDatabase>
{
    public async Task<CheckedDatabase> Handle(CheckDatabase request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        if (!database.IsThere(context))
        {
            throw home.Server is null
                ? new PicieException("no-database", $"There is no database {home.Database} to check.", home.Database, "Set PICIE_HOME to the home that has it.", ProblemKind.NotFound)
                : new PicieException(
                    "no-database", $"The database {home.DatabaseName} has no tables to check.", "PICIE_DATABASE",
                    "Set PICIE_DATABASE to the one that has them; in a new one, picie db migrate makes them.", ProblemKind.NotFound);
        }

        DateTimeOffset now = await clock.NowAsync(context, cancel);
        return new CheckedDatabase(
            home.DatabaseName,
            Invariants.Count,
            [.. await Invariants.BrokenAsync(context, cancel), .. await Invariants.LateAsync(context, now, times.Lease, times.Reconcile, cancel)]);
    }
}
