using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using PiCIE.Pipeline.Inspecting;
using PiCIE.Server.Access;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Runs;

/// <summary>Lists experiments and tells how far one is.</summary>
internal static class ExperimentRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/experiments", ListAsync).RequireAuthorization(Policies.Viewer);
        api.MapGet("/experiments/{person}/{name}", (string person, string name, IMediator mediator, CancellationToken cancel) => mediator.Send(new ShowOverview(person, name), cancel))
            .RequireAuthorization(Policies.Viewer);
    }

    private static async Task<ExperimentPageDocument> ListAsync(
        string? person, bool? archived, string? cursor, int? limit, IMediator mediator, CancellationToken cancel)
    {
        int offset = PageCursor.Read(cursor);
        ExperimentListDocument page = await mediator.Send(new ListExperiments(person, archived ?? false, offset, PageCursor.Limit(limit)), cancel);
        return new ExperimentPageDocument(page.Experiments, page.Total, PageCursor.Next(offset, page.Experiments.Count, page.Total));
    }

    /// <param name="Experiments">The experiments, the newest first.</param>
    /// <param name="Total">Number of experiments on all pages.</param>
    /// <param name="Next">Cursor of the next page; null on the last.</param>
    private sealed record ExperimentPageDocument(IReadOnlyList<ExperimentRow> Experiments, int Total, string? Next);
}
