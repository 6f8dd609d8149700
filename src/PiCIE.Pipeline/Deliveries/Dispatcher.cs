using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PiCIE.Storage;
using PiCIE.Storage.Events;

namespace PiCIE.Pipeline.Deliveries;

/// <summary>
/// Takes deliveries one after the other, calls the one handler that each names, and deletes the row. A handler that throws keeps
/// nobody else from hearing: its delivery is tried again later, and set aside after <see cref="MostFailures"/> failures.
/// </summary>
internal sealed partial class Dispatcher(
    IServiceScopeFactory scopes, EventHandlers handlers, IDbContextFactory<PicieContext> contexts, TimeProvider clock, ILogger<Dispatcher> logger)
{
    public const int MostFailures = 5;

    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);

    /// <summary>Delivers all that is due, also what the handlers cause.</summary>
    /// <returns>Whether nothing is left; false where a delivery waits to be tried again.</returns>
    public async Task<bool> DrainAsync(CancellationToken cancel)
    {
        while (await DeliverNextAsync(cancel))
        {
        }

        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        return !await context.Deliveries.AnyAsync(row => !row.SetAside, cancel);
    }

    private async Task<bool> DeliverNextAsync(CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        DateTimeOffset now = clock.GetUtcNow();
        Delivery? delivery = await context.Deliveries
            .Where(row => !row.SetAside && (row.NotBefore == null || row.NotBefore <= now))
            .Include(row => row.Event).OrderBy(row => row.EventSeq).ThenBy(row => row.Handler).FirstOrDefaultAsync(cancel);
        if (delivery is null)
        {
            return false;
        }

        StoredEvent stored = delivery.Event!;
        if (await FailureAsync(delivery.Handler, stored, cancel) is { } failure)
        {
            Postpone(delivery, stored, failure, now);
        }
        else
        {
            context.Deliveries.Remove(delivery);
        }

        await context.SaveChangesAsync(cancel);
        return true;
    }

    private async Task<Exception?> FailureAsync(string handler, StoredEvent stored, CancellationToken cancel)
    {
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            await handlers.CallAsync(scope.ServiceProvider, handler, stored, cancel);
            return null;
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            return exception;
        }
    }

    private void Postpone(Delivery delivery, StoredEvent stored, Exception failure, DateTimeOffset now)
    {
        delivery.Failures++;
        delivery.Error = failure.ToString();
        delivery.SetAside = delivery.Failures >= MostFailures;
        delivery.NotBefore = now + (FirstBackoff * Math.Pow(2, delivery.Failures - 1));
        if (delivery.SetAside)
        {
            LogSetAside(failure, stored.Type, stored.Seq, delivery.Handler, delivery.Failures);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The event {EventType} ({EventSeq}) could not be told to {Handler} in {Failures} tries and was set aside")]
    private partial void LogSetAside(Exception failure, string eventType, long eventSeq, string handler, int failures);
}
