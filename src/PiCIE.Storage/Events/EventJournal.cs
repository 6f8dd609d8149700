using System.Text.Json;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Stages;
using PiCIE.Storage.Inserting;

namespace PiCIE.Storage.Events;

/// <summary>Appends events and, with each, one delivery row for every handler that must hear of it. The caller's transaction keeps both.</summary>
/// <param name="routes">Names the handlers of each type of event.</param>
public sealed class EventJournal(DeliveryRoutes routes)
{
    /// <summary>Appends one event to what the context will save.</summary>
    /// <param name="context">The context.</param>
    /// <param name="at">Time of the change.</param>
    /// <param name="happened">The event.</param>
    /// <param name="actor">Name of the person who caused it; null where no person did, or where the event names that person itself.</param>
    public void Append(PicieContext context, DateTimeOffset at, PipelineEvent happened, string? actor = null)
    {
        StoredEvent stored = RowOf(happened, at, actor);
        context.Events.Add(stored);
        context.Deliveries.AddRange(routes.Of(happened.GetType()).Select(handler => new Delivery { Event = stored, Handler = handler }));
    }

    /// <summary>Writes many events at once, in their order. Where no handler hears of them that is one statement for all.</summary>
    /// <param name="context">The database, inside the transaction of the change.</param>
    /// <param name="at">Time of the change.</param>
    /// <param name="happened">The events.</param>
    /// <param name="cancel">Cancels the call.</param>
    public async Task AppendAsync(PicieContext context, DateTimeOffset at, IReadOnlyCollection<PipelineEvent> happened, CancellationToken cancel)
    {
        if (happened.All(one => routes.Of(one.GetType()).Count == 0))
        {
            await BulkInsert.InsertAsync(context, [.. happened.Select(one => RowOf(one, at))], cancel);
            return;
        }

        foreach (PipelineEvent one in happened)
        {
            Append(context, at, one);
        }

        await context.SaveChangesAsync(cancel);
    }

    private StoredEvent RowOf(PipelineEvent happened, DateTimeOffset at, string? actor = null) => new()
    {
        At = at,
        Type = EventNames.Of(happened.GetType()),
        Body = JsonSerializer.Serialize(happened, StageJson.Options),
        ExperimentId = happened.AboutExperiment,
        RunId = happened.AboutRun,
        StageId = happened.AboutStage,
        Actor = actor ?? happened.Actor,
    };
}
