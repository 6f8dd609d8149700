using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Upkeep;

/// <summary>Asks in a few figures whether the home works: who works, whether the disk has room, what failed of late.</summary>
public sealed record DescribeHealth : IRequest<HealthDocument>;

/// <summary>The health of a home.</summary>
/// <param name="Works">Whether a process works on what is wanted.</param>
/// <param name="WorksSince">Time since when it works (UTC); null where none does, and where it did not say.</param>
/// <param name="FreeBytes">Bytes that are free where the artifacts lie; null where that cannot be told.</param>
/// <param name="FailedOfLate">Number of attempts that failed within the last 24 hours.</param>
/// <param name="Running">Number of stages that run.</param>
/// <param name="Runs">Number of runs, those that another run replaced left out.</param>
public sealed record HealthDocument(bool Works, DateTimeOffset? WorksSince, long? FreeBytes, int FailedOfLate, int Running, int Runs);

internal sealed class DescribeHealthHandler(OpenDatabase database, PicieHome home, TimeProvider clock) : IRequestHandler<DescribeHealth, HealthDocument>
{
    private static readonly TimeSpan Late = TimeSpan.FromHours(24);

    public async Task<HealthDocument> Handle(DescribeHealth request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        DateTimeOffset since = clock.GetUtcNow() - Late;
        LockHolder? holder = WorkerLock.HolderOf(home);
        return new HealthDocument(
            holder is not null,
            holder is { Pid: > 0 } ? holder.Since : null,
            FreeBytes(),
            await context.Attempts.CountAsync(attempt => attempt.Outcome == AttemptOutcome.Failed && attempt.EndedAt > since, cancel),
            await context.Stages.CountAsync(stage => stage.State == StageState.Running, cancel),
            await context.Runs.CountAsync(run => run.DeletedAt == null && run.SupersededById == null, cancel));
    }

    private long? FreeBytes()
    {
        try
        {
            return new DriveInfo(Directory.Exists(home.ArtifactsFolder) ? home.ArtifactsFolder : home.Root).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
