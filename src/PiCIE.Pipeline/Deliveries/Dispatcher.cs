using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Faults;

namespace PiCIE.Pipeline.Deliveries;

/// <summary>
/// Takes deliveries one after the other, calls the one handler that each names, and deletes the row. Several processes may do so at once. A handler that throws keeps
/// nobody else from hearing: its delivery is tried again later, and set aside after <see cref="MostFailures"/> failures.
/// </summary>
internal sealed partial class Dispatcher(
    IServiceScopeFactory scopes, EventHandlers handlers, IDbContextFactory<PicieContext> contexts, TimeProvider clock, ILogger<Dispatcher> logger)
{
    public const int MostFailures = 5;

    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);

    /// <summary>Time after which a delivery is given to another process, because the one that took it has said nothing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Delivers all that is due, also what the handlers cause.</summary>
    /// <returns>Whether nothing is left; false where a delivery waits to be tried again.</returns>
    public async Task<bool> DrainAsync(CancellationToken cancel)
    {
        // Mostly there is nothing: one statement says so.
        while (await IsOwedAsync(cancel))
        {
            if (!await DeliverNextAsync(cancel))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> IsOwedAsync(CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        return await context.Deliveries.AnyAsync(row => !row.SetAside, cancel);
    }

    private async Task<bool> DeliverNextAsync(CancellationToken cancel)
    {
        if (await DatabaseChange.RunAsync(contexts, context => TakeNextAsync(context, cancel), cancel) is not { } taken)
        {
            return false;
        }

        Exception? failure = await FailureAsync(taken.Handler, taken.Event!, cancel);
        CriticalPoints.Pass(CriticalPoints.EventDispatched);
        await DatabaseChange.RunAsync(contexts, context => EndAsync(context, taken, failure, cancel), cancel);
        return true;
    }

    /// <summary>
    /// Takes the next delivery that is due and that no other process has: it is put off for as long as a handler may take, so that it comes again
    /// if this process ends meanwhile.
    /// </summary>
    private async Task<Delivery?> TakeNextAsync(PicieContext context, CancellationToken cancel)
    {
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        if (await DueDeliveries.NextAsync(context, now, cancel) is not { } delivery)
        {
            return null;
        }

        delivery.NotBefore = now + Patience;
        await context.SaveChangesAsync(cancel);
        return delivery;
    }

    /// <summary>Deletes a delivery that was heard, and puts off one that failed. Where another process has taken it since, that one decides.</summary>
    private async Task<bool> EndAsync(PicieContext context, Delivery taken, Exception? failure, CancellationToken cancel)
    {
        Delivery? delivery = await context.Deliveries.SingleOrDefaultAsync(
            row => row.EventSeq == taken.EventSeq && row.Handler == taken.Handler && row.NotBefore == taken.NotBefore, cancel);
        if (delivery is null)
        {
            return false;
        }

        if (failure is not null)
        {
            Postpone(delivery, taken.Event!, failure, await clock.NowAsync(context, cancel));
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
