using System.Text;
using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Feeds;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Feeds;

/// <summary>Sends events as they happen (server-sent events). Who was cut off names the last one that arrived and misses none.</summary>
internal sealed class EventStream(IServiceScopeFactory scopes, EventBell bell, IHostApplicationLifetime lifetime)
{
    /// <summary>Media type of server-sent events.</summary>
    public const string MediaType = "text/event-stream";

    private const int PageSize = 500;

    /// <summary>Time after which something is sent though nothing happened, so that whoever is in between keeps the connection.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    /// <summary>Sends until the reader goes, is not let in any more, or the server stops.</summary>
    /// <param name="context">The request.</param>
    /// <param name="after">The place from which it goes on; null begins behind everything that has happened.</param>
    /// <param name="cancel">Fires when the reader is not let in any more.</param>
    public async Task SendAsync(HttpContext context, string? after, CancellationToken cancel)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping, cancel);
        string place = after ?? await AskAsync(new ReadEventsEnd(), stop.Token);
        // A place that is none is refused before the answer begins.
        await AskAsync(new ReadEvents(place, 1), stop.Token);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = MediaType;
        try
        {
            await WriteAsync(context, ": events\n\n", stop.Token);
            while (!stop.IsCancellationRequested)
            {
                Task ring = bell.NextRing();
                EventListDocument page = await AskAsync(new ReadEvents(place, PageSize), stop.Token);
                await SendAsync(context, page, place, stop.Token);
                place = page.Next;
                if (!page.More && await Task.WhenAny(ring, Task.Delay(Quiet, stop.Token)) != ring)
                {
                    await WriteAsync(context, ": quiet\n\n", stop.Token);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or PicieException)
        {
            // The reader has gone, the server stops or the database is away: whoever reads asks again and goes on from where that was.
        }
    }

    private static async Task SendAsync(HttpContext context, EventListDocument page, string place, CancellationToken cancel)
    {
        StringBuilder text = new();
        foreach (EventDocument one in page.Events)
        {
            text.Append($"id: {one.Cursor}\nevent: {one.Type}\ndata: {JsonSerializer.Serialize(one, ApiJson.Options)}\n\n");
        }

        if (page.Events.Count == 0 && page.Next != place)
        {
            // What is not for the reader is passed over, also where it comes back later.
            text.Append($"id: {page.Next}\n\n");
        }

        if (text.Length > 0)
        {
            await WriteAsync(context, text.ToString(), cancel);
        }
    }

    private static async Task WriteAsync(HttpContext context, string text, CancellationToken cancel)
    {
        await context.Response.WriteAsync(text, cancel);
        await context.Response.Body.FlushAsync(cancel);
    }

    private async Task<T> AskAsync<T>(IRequest<T> request, CancellationToken cancel)
    {
        // A stream lives for days: what a question opens is closed with it.
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancel);
    }
}
