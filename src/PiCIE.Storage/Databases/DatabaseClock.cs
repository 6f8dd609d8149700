using Microsoft.EntityFrameworkCore;

namespace PiCIE.Storage.Databases;

/// <summary>Gives the time that counts for a database. Where several machines share one it is the database's own: theirs differ.</summary>
public static class DatabaseClock
{
    /// <summary>Returns the time.</summary>
    /// <param name="clock">The clock of this machine, which counts for a database that this machine alone uses.</param>
    /// <param name="context">The database.</param>
    /// <param name="cancel">Cancels the query.</param>
    public static Task<DateTimeOffset> NowAsync(this TimeProvider clock, DbContext context, CancellationToken cancel) =>
        SqlDialect.Of(context).NowAsync(context, clock, cancel);
}
