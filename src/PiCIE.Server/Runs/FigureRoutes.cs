using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Inspecting;
using PiCIE.Server.Access;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Runs;

/// <summary>Tells the figures of a run: its series of points, its results, its matrices.</summary>
internal static class FigureRoutes
{
    private const int UsualPoints = 1000;
    private const int MostPoints = 10_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/runs/{run:guid}/metrics", (Guid run, IMediator mediator, CancellationToken cancel) => mediator.Send(new ListRunSeries(run), cancel))
            .RequireAuthorization(Policies.Viewer);
        api.MapGet("/runs/{run:guid}/metrics/{**name}", GetSeriesAsync).Produces<SeriesDocument>().RequireAuthorization(Policies.Viewer);
        api.MapGet("/runs/{run:guid}/results", (Guid run, IMediator mediator, CancellationToken cancel) => mediator.Send(new ListRunResults(run), cancel))
            .RequireAuthorization(Policies.Viewer);
        api.MapGet("/runs/{run:guid}/confusion", GetConfusionAsync).Produces<ConfusionDocument>().RequireAuthorization(Policies.Viewer);
    }

    private static async Task<IResult> GetSeriesAsync(
        Guid run, string name, [AsParameters] SeriesQuery query, HttpContext context, IMediator mediator, CancellationToken cancel)
    {
        int points = query.Points switch
        {
            null => UsualPoints,
            >= 1 and <= MostPoints => query.Points.Value,
            _ => throw new PicieException("bad-points", $"points is {query.Points}; it is a whole number from 1 to {MostPoints}.", "points", null, ProblemKind.Input),
        };
        SeriesDocument series = await mediator.Send(new ReadRunSeries(run, name, query.Stage, points, query.From, query.To), cancel);
        return ImmutableAnswer.Of(
            context, series.Artifact is { } done ? string.Create(CultureInfo.InvariantCulture, $"{done:N}-{points}-{query.From}-{query.To}") : null, series);
    }

    private static async Task<IResult> GetConfusionAsync(Guid run, string? split, int? repeat, int? epoch, HttpContext context, IMediator mediator, CancellationToken cancel)
    {
        ConfusionDocument confusion = await mediator.Send(new ShowConfusion(run, split, repeat ?? 1, epoch), cancel);
        return ImmutableAnswer.Of(context, string.Create(CultureInfo.InvariantCulture, $"{confusion.Result:N}-{confusion.Repeat}"), confusion);
    }
}
