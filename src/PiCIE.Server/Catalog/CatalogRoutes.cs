using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Tasks;
using PiCIE.Pipeline;
using PiCIE.Pipeline.DataSets;
using PiCIE.Server.Access;

namespace PiCIE.Server.Catalog;

/// <summary>Tells what there is to work with: this server, its tasks, its data sets.</summary>
internal static class CatalogRoutes
{
    /// <summary>Leads from the root to the API, where no page stands there.</summary>
    public static void MapRoot(IEndpointRouteBuilder routes) => routes.MapGet("/", () => Results.LocalRedirect("/api/v1")).RequireAuthorization(Policies.Viewer);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("", (HttpContext context) => ServerDocument.Of(context.User)).RequireAuthorization(Policies.Viewer);
        api.MapGet("/tasks", () => new TaskListDocument([.. BuiltInTasks.Names.Select(name => TaskDocument.Of(BuiltInTasks.Get(name)))])).RequireAuthorization(Policies.Viewer);
        api.MapGet("/tasks/{name}", (string name) => TaskDocument.Of(TaskOf(name))).RequireAuthorization(Policies.Viewer);
        api.MapGet("/data-sets", ListDataSetsAsync).RequireAuthorization(Policies.Viewer);
    }

    private static SegmentationTask TaskOf(string name) => BuiltInTasks.Find(name) ?? throw new PicieException(
        "no-task", $"There is no task '{name}'.", name, $"The tasks are {string.Join(", ", BuiltInTasks.Names)}.", ProblemKind.NotFound);

    private static async Task<DataSetListDocument> ListDataSetsAsync(IMediator mediator, CancellationToken cancel) => new(
        [.. (await mediator.Send(new ListDataSets(), cancel)).Select(one => new DataSetDocument(one.Name, one.Exists))]);

    /// <param name="DataSets">The data sets that have a name, by name.</param>
    private sealed record DataSetListDocument(IReadOnlyList<DataSetDocument> DataSets);

    /// <param name="Name">The name that a spec uses.</param>
    /// <param name="Exists">Whether its folder is there. Where it lies is not told: no route gives or takes a path.</param>
    private sealed record DataSetDocument(string Name, bool Exists);

    /// <param name="Tasks">The tasks, by name.</param>
    private sealed record TaskListDocument(IReadOnlyList<TaskDocument> Tasks);
}
