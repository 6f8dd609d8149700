using Hangfire.InMemory;
using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Deliveries;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Work.Breakers;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>
/// Offers ready stages, lets Hangfire run them, and tells of what happened, until the runs have nothing open or a stop is asked. It looks
/// whenever something was written, and by itself from time to time.
/// </summary>
internal sealed class WorkLoop(
    PicieHome home,
    OpenDatabase database,
    Dispatcher dispatcher,
    Admission admission,
    QueueTimes times,
    EventFeed events,
    StageWork stageWork,
    SurroundingsProbe probe,
    TimeProvider clock)
{
    private const int Slots = 1;
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(15);

    /// <summary>Works until the runs have nothing open or a stop is asked.</summary>
    /// <param name="request">The home and its program.</param>
    /// <param name="runs">Ids of the runs that are worked on, and nothing else.</param>
    /// <exception cref="PicieException">Something that is no stage's fault keeps the work from going on.</exception>
    public async Task RunAsync(WorkRequest request, IReadOnlyList<Guid> runs)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(request.Stop);
        using CancellationTokenSource stopNow = CancellationTokenSource.CreateLinkedTokenSource(request.StopNow);
        using CoalescedSignal written = new();
        using InMemoryStorage jobs = new();
        using WorkSession session = Open(request with { Stop = stop.Token, StopNow = stopNow.Token }, jobs, written);
        DatabasePatience patience = new(home, session.Times.Breaker, clock);
        try
        {
            while (!session.Stop.IsCancellationRequested && !await patience.TryAsync(() => IsOverAsync(session, runs), () => session.Slots.CurrentCount == 0))
            {
                await WaitAsync(session);
            }
        }
        catch
        {
            // Where the work cannot go on, a checkpoint is not waited for.
            await stopNow.CancelAsync();
            throw;
        }
        finally
        {
            // However it ends, the stage in work is asked to stop, and nothing of the session goes before its job has left.
            await stop.CancelAsync();
            await session.EmptyAsync();
        }
    }

    private async Task<bool> IsOverAsync(WorkSession session, IReadOnlyList<Guid> runs)
    {
        session.Lock.RequireThisHome(home);
        if (session.Error is { } error)
        {
            throw error as PicieException ?? StorageErrors.Of(error, home) ?? new PicieException(
                "cannot-go-on", $"The work cannot go on: {error.Message}", null,
                "Check disk and permissions of PICIE_HOME; the same command goes on.", ProblemKind.Environment, error);
        }

        await session.Breaker.LookAsync(probe.PassesAsync);
        if (session.Breaker is { Reason: { } reason, OpenFor: { } open } && open >= session.Times.Breaker)
        {
            throw new PicieException(
                "surroundings", $"The work waited {open.TotalSeconds:0} seconds and cannot go on. {reason}", home.Root,
                "Mend that; what is done is kept, and the same command goes on.", ProblemKind.Environment);
        }

        // While all slots are taken there is nothing to offer, and the database need not be locked to find that out.
        if (session.Slots.CurrentCount > 0 && session.Breaker.Reason is null)
        {
            await admission.AdmitAsync([session.Pool], runs, CancellationToken.None);
        }

        await events.CatchUpAsync(CancellationToken.None);
        bool delivered = await dispatcher.DrainAsync(CancellationToken.None);
        await using PicieContext context = await database.OpenAsync(CancellationToken.None);
        return delivered && !await Wanting.OpenOf(context, runs).AnyAsync();
    }

    private async Task WaitAsync(WorkSession session)
    {
        try
        {
            await session.Written.WaitAsync(times.Look, session.Stop);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private WorkSession Open(WorkRequest request, InMemoryStorage storage, CoalescedSignal written)
    {
        WorkSession? session = null;
        StageJobQueue jobs = new(
            storage, WorkSession.PoolName, (stage, offer) => stageWork.RunAsync(session!, stage, offer), Slots, Shutdown);
        session = new WorkSession(request, jobs, Slots, written, new Breaker(request.Times, clock, written.Raise));
        return session;
    }
}
