using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PiCIE.Pipeline.Inspecting;
using PiCIE.Server.Access;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Runs;

/// <summary>Gives out what stages wrote: files of artifacts to be saved, logs as plain text. Nothing of it is shown as a page.</summary>
internal static class RunFileRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/runs/{run:guid}/artifacts", (Guid run, IMediator mediator, CancellationToken cancel) => mediator.Send(new ListRunArtifacts(run), cancel))
            .RequireAuthorization(Policies.Viewer);
        api.MapGet("/artifacts/{artifact:guid}/files/{**name}", GetFileAsync).Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").RequireAuthorization(Policies.Viewer);
        api.MapGet("/runs/{run:guid}/log", GetLogAsync).Produces(StatusCodes.Status200OK, contentType: "text/plain").RequireAuthorization(Policies.Viewer);
    }

    private static async Task<IResult> GetFileAsync(Guid artifact, string name, HttpContext context, IMediator mediator, CancellationToken cancel)
    {
        StoredFile file = await mediator.Send(new FindArtifactFile(artifact, name), cancel);
        return ImmutableAnswer.OfFile(context, file.Path, Path.GetFileName(name), file.Sha256);
    }

    private static async Task<IResult> GetLogAsync(Guid run, Guid? stage, int? attempt, HttpContext context, IMediator mediator, CancellationToken cancel)
    {
        RunLog log = await mediator.Send(new FindRunLog(run, stage, attempt), cancel);
        SecurityHeaders.MarkFile(context);
        // An attempt may still write to it.
        FileStream file = new(log.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Results.Stream(file, "text/plain; charset=utf-8", enableRangeProcessing: true);
    }
}
