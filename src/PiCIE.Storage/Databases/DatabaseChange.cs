using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace PiCIE.Storage.Databases;

/// <summary>
/// Makes a change in one transaction. A transaction that the database ended for the sake of another one runs again from its start, so nothing outside
/// the database may happen inside it.
/// </summary>
public static class DatabaseChange
{
    private const int MostTries = 5;

    /// <summary>Makes a change; what it wrote is committed when it returns.</summary>
    /// <param name="contexts">Opens contexts.</param>
    /// <param name="change">Reads and writes; it may run several times, each time on a context of its own.</param>
    /// <param name="cancel">Cancels the change; nothing has been written then.</param>
    /// <typeparam name="T">What it returns.</typeparam>
    public static async Task<T> RunAsync<T>(IDbContextFactory<PicieContext> contexts, Func<PicieContext, Task<T>> change, CancellationToken cancel)
    {
        for (int tried = 1; ; tried++)
        {
            try
            {
                await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
                // A change that fails runs again as a whole, so no part of it needs a point to go back to.
                context.Database.AutoSavepointsEnabled = false;
                await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
                T result = await change(context);
                await transaction.CommitAsync(cancel);
                return result;
            }
            catch (Exception exception) when (tried < MostTries && GaveWay(exception))
            {
                // The other transaction has ended by now, or ends soon: this one sees what it wrote.
            }
        }
    }

    /// <summary>Takes work that one process does at a time, until the transaction ends.</summary>
    /// <param name="context">The database, inside a transaction.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>Whether nobody else is at it.</returns>
    public static Task<bool> TryExclusiveAsync(PicieContext context, ExclusiveWork work, CancellationToken cancel) =>
        SqlDialect.Of(context).TryExclusiveAsync(context, work, cancel);

    /// <summary>Keeps rows from being collected until the transaction ends: that of whoever attaches to stages and runs that are there.</summary>
    /// <param name="context">The database, inside a transaction that holds no row yet.</param>
    /// <param name="cancel">Cancels the wait.</param>
    public static Task KeepCollectionAwayAsync(PicieContext context, CancellationToken cancel) =>
        SqlDialect.Of(context).HoldAsync(context, ExclusiveWork.Collecting, shared: true, cancel);

    /// <summary>Waits until nobody attaches to stages and runs, and keeps everybody from it until the transaction ends.</summary>
    /// <param name="context">The database, inside a transaction that holds no row yet.</param>
    /// <param name="cancel">Cancels the wait.</param>
    public static Task CollectAloneAsync(PicieContext context, CancellationToken cancel) =>
        SqlDialect.Of(context).HoldAsync(context, ExclusiveWork.Collecting, shared: false, cancel);

    /// <summary>Lets the statements of a transaction take as long as they need: a submit of ten thousand runs is one.</summary>
    /// <param name="context">The database, inside the transaction.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task LiftTimeLimitAsync(PicieContext context, CancellationToken cancel)
    {
        if (context.Database.IsNpgsql())
        {
            context.Database.SetCommandTimeout(TimeSpan.Zero);
            await context.Database.ExecuteSqlRawAsync("set local statement_timeout = 0", cancel);
        }
    }

    /// <summary>Returns whether the database ended a transaction only because another one was in its way, or because this process came to nothing for seconds in the middle of it. Nothing was written.</summary>
    /// <param name="exception">The exception that was thrown.</param>
    public static bool GaveWay(Exception exception) => (DatabaseErrors.CauseOf(exception) as PostgresException)?.SqlState
        is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable or DatabaseErrors.IdleInTransaction;
}
