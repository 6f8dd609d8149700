using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Waiting;
using PiCIE.Pipeline.Work;
using PiCIE.Pipeline.Workers;
using PiCIE.Server.Access;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Queues;

/// <summary>Tells what runs, what waits and why, and who works.</summary>
internal static class QueueRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/queue", (int? limit, IMediator mediator, CancellationToken cancel) => mediator.Send(new ListQueue(PageCursor.Limit(limit)), cancel))
            .RequireAuthorization(Policies.Viewer);
        api.MapGet("/workers", ListWorkersAsync).RequireAuthorization(Policies.Viewer);
    }

    private static async Task<WorkersDocument> ListWorkersAsync(bool? ended, PicieHome home, IMediator mediator, CancellationToken cancel) => new(
        WorkerLock.HolderOf(home) is { Pid: > 0 } holder ? new HomeWorkerDocument(holder.Host, holder.Pid, holder.Since, holder.Subject) : null,
        (await mediator.Send(new ListWorkers(ended ?? false), cancel)).Workers);

    /// <param name="Home">The process that works on the home; null where none does, and for a team.</param>
    /// <param name="Workers">The workers of a team, the newest first.</param>
    private sealed record WorkersDocument(HomeWorkerDocument? Home, IReadOnlyList<WorkerDocument> Workers);

    /// <param name="Host">Name of the machine.</param>
    /// <param name="Pid">Number of the process.</param>
    /// <param name="Since">Time since when it works (UTC).</param>
    /// <param name="Subject">What it works on, in a few words.</param>
    private sealed record HomeWorkerDocument(string Host, int Pid, DateTimeOffset Since, string Subject);
}
