using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PiCIE.Pipeline;
using PiCIE.Pipeline.People;
using PiCIE.Pipeline.Upkeep;

namespace PiCIE.Server.Health;

/// <summary>Says whether the server lives and whether it can answer. Whoever asks is not known, so nothing else is said.</summary>
internal static class HealthRoutes
{
    public static void Map(IEndpointRouteBuilder routes, bool needsKeys)
    {
        foreach (string path in new[] { "/health/live", "/healthz" })
        {
            routes.MapGet(path, () => Results.Json(new HealthDocument("live"))).AllowAnonymous();
        }

        foreach (string path in new[] { "/health/ready", "/readyz" })
        {
            routes.MapGet(path, (IMediator mediator, CancellationToken cancel) => ReadyAsync(mediator, needsKeys, cancel)).AllowAnonymous();
        }
    }

    private static async Task<IResult> ReadyAsync(IMediator mediator, bool needsKeys, CancellationToken cancel)
    {
        try
        {
            await mediator.Send(new AskDatabase(), cancel);
            return needsKeys && !await mediator.Send(new AskForKeys(), cancel)
                ? Results.Json(new HealthDocument("keys"), statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Json(new HealthDocument("ready"));
        }
        catch (PicieException)
        {
            return Results.Json(new HealthDocument("database"), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private sealed record HealthDocument(string Status);
}
