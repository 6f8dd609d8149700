using Hangfire.InMemory;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Deliveries;
using PiCIE.Pipeline.Homes;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Work.Breakers;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>
/// Offers ready stages, lets Hangfire run them, and tells of what happened, until the runs have nothing open or a stop is asked. It works on what
/// others follow meanwhile, and stops that when its own runs have ended. It looks whenever something was written, and by itself from time to time.
/// </summary>
internal sealed class WorkLoop(
    PicieHome home,
    OpenDatabase database,
    Dispatcher dispatcher,
    Admission admission,
    QueueTimes times,
    EventFeed events,
    HomeFollowers followers,
    StageWork stageWork,
    SurroundingsProbe probe,
    TimeProvider clock)
{
    private const int Slots = 1;
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(15);

    /// <summary>Works until the runs have nothing open or a stop is asked.</summary>
    /// <param name="request">The home and its program.</param>
    /// <param name="followed">
    /// The runs that are waited for; beside them the work is on what others follow, or on everything that is wanted while <c>picie serve</c> lives.
    /// Null for everything that is wanted, until a stop is asked.
    /// </param>
    /// <exception cref="PicieException">Something that is no stage's fault keeps the work from going on.</exception>
    public async Task RunAsync(WorkRequest request, FollowedRuns? followed)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(request.Stop);
        using CancellationTokenSource stopNow = CancellationTokenSource.CreateLinkedTokenSource(request.StopNow);
        using CoalescedSignal written = new();
        using InMemoryStorage jobs = new();
        using WorkSession session = Open(request with { Stop = stop.Token, StopNow = stopNow.Token }, jobs, written);
        DatabasePatience patience = new(home, session.Times.Breaker, clock);
        try
        {
            while (!session.Stop.IsCancellationRequested && !await patience.TryAsync(() => IsOverAsync(session, request, followed), () => session.Slots.CurrentCount == 0))
            {
                await WaitAsync(session);
            }

            if (!session.Stop.IsCancellationRequested)
            {
                // What goes on for others stops as after SIGTERM; who waits for these runs is not kept longer.
                stopNow.CancelAfter(times.Drain);
                await TellRestAsync(request);
                await request.RunsEnded();
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

    private async Task TellRestAsync(WorkRequest request)
    {
        await using PicieContext context = await database.OpenAsync(CancellationToken.None);
        if (await context.Stages.Where(stage => stage.State == StageState.Running).Select(stage => stage.Title).FirstOrDefaultAsync() is { } rest)
        {
            request.Tell($"its runs have ended. {rest} runs for others: it stops where something is saved, in {times.Drain.TotalSeconds:0} seconds at the latest, and whoever wants it goes on with it");
        }
    }

    private async Task<bool> IsOverAsync(WorkSession session, WorkRequest request, FollowedRuns? followed)
    {
        session.Lock.RequireThisHome(home);
        if (session.Error is { } error)
        {
            throw error as PicieException ?? StorageErrors.Of(error, home) ?? new PicieException(
                "cannot-go-on", $"The work cannot go on: {error.Message}", null,
                "Check disk and permissions of PICIE_HOME; the same command goes on.", ProblemKind.Environment, error);
        }

        await session.Breaker.LookAsync(probe.PassesAsync);
        // Who serves waits for as long as it takes, as a worker does.
        if (followed is not null && session.Breaker is { Reason: { } reason, OpenFor: { } open } && open >= session.Times.Breaker)
        {
            throw new PicieException(
                "surroundings", $"The work waited {open.TotalSeconds:0} seconds and cannot go on. {reason}", home.Root,
                "Mend that; what is done is kept, and the same command goes on.", ProblemKind.Environment);
        }

        await followers.ClearDeadAsync(CancellationToken.None);
        bool goesOn = followed is null || await HaveOpenStagesAsync(followed, request);
        // While all slots are taken there is nothing to offer, and the database need not be locked to find that out.
        if (goesOn && session.Slots.CurrentCount > 0 && session.Breaker.Reason is null)
        {
            await admission.AdmitAsync([session.Pool], HomeFollowers.IsServed(home) ? null : followed?.Runs, CancellationToken.None);
        }

        await events.CatchUpAsync(CancellationToken.None);
        return await dispatcher.DrainAsync(CancellationToken.None) && !goesOn;
    }

    private async Task<bool> HaveOpenStagesAsync(FollowedRuns followed, WorkRequest request)
    {
        await using PicieContext context = await database.OpenAsync(CancellationToken.None);
        // In this order: what is replaced has nothing open any more, and a submit in between would look like the end.
        bool open = await Wanting.OpenOf(context, followed.Runs).AnyAsync();
        return await followed.GoOverAsync(context, request.Tell) || open;
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
