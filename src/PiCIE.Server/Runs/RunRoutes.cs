using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Inspecting;
using PiCIE.Pipeline.Runs;
using PiCIE.Server.Access;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Runs;

/// <summary>Lists runs and tells everything that is known of one.</summary>
internal static class RunRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/runs", ListAsync).RequireAuthorization(Policies.Viewer);
        api.MapGet("/runs/{run:guid}", ShowAsync).RequireAuthorization(Policies.Viewer);
        api.MapGet("/runs/{run:guid}/stages", (Guid run, IMediator mediator, CancellationToken cancel) => mediator.Send(new ListRunStages(run), cancel))
            .RequireAuthorization(Policies.Viewer);
        api.MapGet("/runs/{run:guid}/attempts", (Guid run, IMediator mediator, CancellationToken cancel) => mediator.Send(new ListRunAttempts(run), cancel))
            .RequireAuthorization(Policies.Viewer);
    }

    private static async Task<RunPageDocument> ListAsync(
        string? filter, string? sort, string? fields, string? cursor, int? limit, IMediator mediator, CancellationToken cancel)
    {
        RunFields asked = RunFields.Read(fields);
        ListRuns question = new(null, 0, PageCursor.Limit(limit), asked.NeedDetails) { Where = filter, Sort = sort, ForExport = asked.NeedExport, After = cursor };
        RunListDocument page = await InNamesOfParametersAsync(() => mediator.Send(question, cancel));
        return new RunPageDocument([.. page.Runs.Select(asked.Of)], question.After is null ? page.Paging.Total : null, page.Next, page.Remarks);
    }

    /// <summary>What is wrong with a filter or an order is told with the option of the command line; here these are parameters.</summary>
    private static async Task<RunListDocument> InNamesOfParametersAsync(Func<Task<RunListDocument>> ask)
    {
        try
        {
            return await ask();
        }
        catch (PicieException error) when (error.Where?.StartsWith("--", StringComparison.Ordinal) == true)
        {
            string place = error.Where.Replace("--where", "filter", StringComparison.Ordinal).Replace("--sort", "sort", StringComparison.Ordinal);
            throw new PicieException(error.Code, error.Message, place, error.Hint, error.Kind, error);
        }
    }

    /// <summary>Tells a run as <c>picie runs show</c> does. What it made has addresses of its own, so the folders where that lies are left out.</summary>
    private static async Task<ExperimentDocument> ShowAsync(Guid run, IMediator mediator, CancellationToken cancel)
    {
        ExperimentDocument document = await mediator.Send(new ShowRun($"{run}"), cancel);
        return document with { Runs = [.. document.Runs.Select(WithoutPaths)] };
    }

    private static RunDocument WithoutPaths(RunDocument run) => run with
    {
        Artifacts = new Dictionary<string, string>(),
        Stages = [.. run.Stages.Select(stage => stage.Failure is { } failure ? stage with { Failure = failure with { Log = null } } : stage)],
    };
}
