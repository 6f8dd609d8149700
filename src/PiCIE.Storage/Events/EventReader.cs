using Microsoft.EntityFrameworkCore;

namespace PiCIE.Storage.Events;

/// <summary>
/// Reads events in one order, in which nothing appears before a place that was read already. On PostgreSQL numbers are given out before a transaction
/// commits, so a smaller number may become visible later; there an event is read only when no transaction that began before its own is still open.
/// </summary>
public static class EventReader
{
    /// <summary>Returns the events behind a place, in their order.</summary>
    /// <param name="context">The database.</param>
    /// <param name="after">The place.</param>
    /// <param name="most">Largest number of events.</param>
    /// <param name="cancel">Cancels the query.</param>
    public static async Task<IReadOnlyList<StoredEvent>> AfterAsync(PicieContext context, EventPlace after, int most, CancellationToken cancel)
    {
        IQueryable<StoredEvent> events = context.Events.AsNoTracking();
        if (!context.Database.IsNpgsql())
        {
            return await events.Where(stored => stored.Seq > after.Seq).OrderBy(stored => stored.Seq).Take(most).ToListAsync(cancel);
        }

        long open = await OldestOpenAsync(context, cancel);
        return await events
            .Where(stored => stored.TransactionId < open && stored.TransactionId >= after.Transaction && (stored.TransactionId > after.Transaction || stored.Seq > after.Seq))
            .OrderBy(stored => stored.TransactionId).ThenBy(stored => stored.Seq).Take(most).ToListAsync(cancel);
    }

    /// <summary>Returns the place behind all events that can be read now.</summary>
    /// <param name="context">The database.</param>
    /// <param name="cancel">Cancels the query.</param>
    public static async Task<EventPlace> EndAsync(PicieContext context, CancellationToken cancel) => context.Database.IsNpgsql()
        ? new EventPlace(await OldestOpenAsync(context, cancel) - 1, long.MaxValue)
        : new EventPlace(0, await context.Events.MaxAsync(stored => (long?)stored.Seq, cancel) ?? 0);

    /// <summary>Returns whether events behind a place are there, also those that must not be read yet.</summary>
    /// <param name="context">The database.</param>
    /// <param name="after">The place.</param>
    /// <param name="cancel">Cancels the query.</param>
    public static Task<bool> AreMoreAsync(PicieContext context, EventPlace after, CancellationToken cancel) => context.Events.AnyAsync(
        stored => (stored.TransactionId ?? 0) > after.Transaction || ((stored.TransactionId ?? 0) == after.Transaction && stored.Seq > after.Seq), cancel);

    /// <summary>Returns the place of an event.</summary>
    /// <param name="stored">The event.</param>
    public static EventPlace PlaceOf(StoredEvent stored) => new(stored.TransactionId ?? 0, stored.Seq);

    private static Task<long> OldestOpenAsync(PicieContext context, CancellationToken cancel) =>
        context.Database.SqlQuery<long>($"select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as \"Value\"").SingleAsync(cancel);
}
