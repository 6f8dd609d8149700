using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Upkeep;

namespace PiCIE.Server.Health;

/// <summary>Says whether the server lives and whether it can answer. Whoever asks is not known, so nothing else is said.</summary>
internal static class HealthRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Json(new HealthDocument("live"))).AllowAnonymous();
        routes.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(IMediator mediator, CancellationToken cancel)
    {
        try
        {
            await mediator.Send(new AskDatabase(), cancel);
            return Results.Json(new HealthDocument("ready"));
        }
        catch (PicieException)
        {
            return Results.Json(new HealthDocument("database"), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private sealed record HealthDocument(string Status);
}
