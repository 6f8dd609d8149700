using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Deliveries;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>Delivers events and lets Hangfire run what admission admits, until the experiment has nothing open or a stop is asked.</summary>
internal sealed class WorkLoop(
    PicieHome home, OpenDatabase database, Dispatcher dispatcher, Admission admission, StageWork stageWork, CurrentWork current)
{
    private const int Slots = 1;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShutdownSurplus = TimeSpan.FromSeconds(15);

    /// <summary>Works.</summary>
    /// <exception cref="PicieException">Something that is no stage's fault keeps the work from going on.</exception>
    public async Task RunAsync(WorkRequest request)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(request.Stop);
        using WorkSession session = await OpenAsync(request with { Stop = stop.Token });
        current.Session = session;
        try
        {
            await admission.AdmitAsync(CancellationToken.None);
            while (!session.Stop.IsCancellationRequested && !await IsOverAsync(session))
            {
                await WaitAsync(session);
            }
        }
        finally
        {
            // However it ends, the stage in work is asked to stop, and nothing of the session goes before its job has left.
            await stop.CancelAsync();
            current.Session = null;
            await session.Slots.WaitAsync(CancellationToken.None);
        }

        await dispatcher.DrainAsync(CancellationToken.None);
    }

    private async Task<bool> IsOverAsync(WorkSession session)
    {
        bool delivered = await dispatcher.DrainAsync(CancellationToken.None);
        if (session.Error is { } error)
        {
            throw StorageErrors.Of(error, home) ?? new PicieException(
                "cannot-go-on", $"The work cannot go on: {error.Message}", null,
                "Check disk and permissions of PICIE_HOME; the same command goes on.", ExitStatus.Environment, error);
        }

        await using PicieContext context = await database.OpenAsync(CancellationToken.None);
        return delivered && !await OpenStages.Of(context, session.Experiment).AnyAsync();
    }

    private static async Task WaitAsync(WorkSession session)
    {
        try
        {
            await session.Written.WaitAsync(LongestWait, session.Stop);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private async Task<WorkSession> OpenAsync(WorkRequest request)
    {
        await using PicieContext context = await database.OpenAsync(CancellationToken.None);
        string[] queues = await OpenStages.Wanted(context, request.Experiment).Select(stage => stage.Queue).Distinct().ToArrayAsync();
        WorkSession? session = null;
        StageJobQueue jobs = new(stage => stageWork.RunAsync(session!, stage), queues, Slots, request.Times.Drain + ShutdownSurplus);
        session = new WorkSession(request, jobs, Slots);
        return session;
    }
}
