using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PiCIE.Pipeline.Feeds;
using PiCIE.Server.Access;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Feeds;

/// <summary>Tells what happened: a page of events, or all of them as they come.</summary>
internal static class EventRoutes
{
    /// <summary>Most who follow at once.</summary>
    public const int MostFollowers = 500;

    private const string LastEventId = "Last-Event-ID";

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/events", GetAsync)
        .Produces<EventListDocument>(StatusCodes.Status200OK, "application/json", EventStream.MediaType).RequireAuthorization(Policies.Viewer);

    private static async Task<IResult> GetAsync(
        string? after, int? limit, HttpContext context, IMediator mediator, EventBell bell, OpenVisits visits, EventStream stream, CancellationToken cancel)
    {
        if (!context.Request.Headers.Accept.ToString().Contains(EventStream.MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return Results.Json(await mediator.Send(new ReadEvents(after, PageCursor.Limit(limit)), cancel), ApiJson.Options);
        }

        using IDisposable? following = bell.TryFollow(MostFollowers);
        if (following is null)
        {
            await new Problem(
                StatusCodes.Status503ServiceUnavailable, "too-many-followers", $"{MostFollowers} readers follow the events already.", Hint: "Ask for pages of events instead.").WriteAsync(context);
        }
        else
        {
            using Visit visit = visits.Open(context.User);
            // A browser that was cut off asks with the address that it had, and with the last event that it got.
            await stream.SendAsync(context, context.Request.Headers[LastEventId].ToString() is { Length: > 0 } last ? last : after, visit.Ended);
        }

        return Results.Empty;
    }
}
