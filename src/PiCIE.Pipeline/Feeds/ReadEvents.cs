using System.Text.Json;
using MediatR;
using PiCIE.Storage;
using PiCIE.Storage.Events;

namespace PiCIE.Pipeline.Feeds;

/// <summary>Asks for the events behind a place, those that may be seen outside the program and nothing else of them.</summary>
/// <param name="After">The place, as an answer gave it; null for the first event.</param>
/// <param name="Most">Largest number of events that are looked at.</param>
public sealed record ReadEvents(string? After, int Most) : IRequest<EventListDocument>;

/// <summary>Asks for the place behind everything that has happened.</summary>
public sealed record ReadEventsEnd : IRequest<string>;

/// <summary>Some events, in their order.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">The place behind them, from which the next question goes on.</param>
/// <param name="More">Whether there may be more behind that place now.</param>
public sealed record EventListDocument(IReadOnlyList<EventDocument> Events, string Next, bool More);

/// <summary>An event.</summary>
/// <param name="Cursor">Its place.</param>
/// <param name="At">Time when it happened (UTC).</param>
/// <param name="Type">Its type in kebab case.</param>
/// <param name="Person">Name of the person who caused it; null where no person did.</param>
/// <param name="Experiment">Id of the experiment that it is about, or null.</param>
/// <param name="Run">Id of the run, or null.</param>
/// <param name="Stage">Id of the stage, or null.</param>
/// <param name="Fields">What more it says; null where there is nothing.</param>
public sealed record EventDocument(
    string Cursor, DateTimeOffset At, string Type, string? Person, Guid? Experiment, Guid? Run, Guid? Stage, IReadOnlyDictionary<string, object?>? Fields);

internal sealed class ReadEventsHandler(OpenDatabase database) : IRequestHandler<ReadEvents, EventListDocument>
{
    public async Task<EventListDocument> Handle(ReadEvents request, CancellationToken cancel)
    {
        EventPlace after = request.After is { } text ? FeedCursor.Read(text) : default;
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        IReadOnlyList<StoredEvent> page = await EventReader.AfterAsync(context, after, request.Most, cancel);
        EventPlace next = page.Count == 0 ? after : EventReader.PlaceOf(page[^1]);
        return new EventListDocument([.. page.Select(Of).OfType<EventDocument>()], FeedCursor.Of(next), page.Count == request.Most);
    }

    private static EventDocument? Of(StoredEvent stored)
    {
        PublicEvent shown = PublicOf(stored);
        return shown.Audience == EventAudience.None ? null : new EventDocument(
            FeedCursor.Of(EventReader.PlaceOf(stored)), stored.At, stored.Type, stored.Actor, stored.ExperimentId, stored.RunId, stored.StageId, shown.Fields);
    }

    /// <summary>An event that a newer version wrote is for nobody here.</summary>
    private static PublicEvent PublicOf(StoredEvent stored)
    {
        try
        {
            return PublicEvent.Of(stored.Read());
        }
        catch (JsonException)
        {
            return new PublicEvent(EventAudience.None);
        }
    }
}

internal sealed class ReadEventsEndHandler(OpenDatabase database) : IRequestHandler<ReadEventsEnd, string>
{
    public async Task<string> Handle(ReadEventsEnd request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        return FeedCursor.Of(await EventReader.EndAsync(context, cancel));
    }
}
