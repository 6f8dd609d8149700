using Microsoft.EntityFrameworkCore;

namespace PiCIE.Storage.Events;

/// <summary>Finds deliveries that are due, each for one process alone.</summary>
public static class DueDeliveries
{
    /// <summary>Returns the oldest delivery that is due, with its event; one that another transaction is taking is passed over.</summary>
    /// <param name="context">The database, inside a transaction; until it ends nobody else is given this delivery.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Cancels the query.</param>
    public static Task<Delivery?> NextAsync(PicieContext context, DateTimeOffset now, CancellationToken cancel)
    {
        IQueryable<Delivery> deliveries = context.Database.IsNpgsql()
            ? context.Deliveries.FromSql($"select * from deliveries where not set_aside and (not_before is null or not_before <= {now}) order by event_seq, handler limit 1 for update skip locked")
            : context.Deliveries.Where(row => !row.SetAside && (row.NotBefore == null || row.NotBefore <= now));
        return deliveries.Include(row => row.Event).OrderBy(row => row.EventSeq).ThenBy(row => row.Handler).FirstOrDefaultAsync(cancel);
    }
}
