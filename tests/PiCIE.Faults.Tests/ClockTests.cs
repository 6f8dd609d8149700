using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Faults.Ledgers;
using PiCIE.Faults.Rigs;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Faults.Tests;

/// <summary>Workers whose clocks are an hour wrong, and what such a worker leaves behind in Hangfire's tables when it is killed.</summary>
[Trait("Category", "long")]
public sealed class ClockTests(ServerOfTests server, ITestOutputHelper output)
{
    /// <summary>Threads that Hangfire has for a pool of one slot.</summary>
    private const int Threads = 3;

    [Fact]
    public async Task F08_Workers_an_hour_ahead_and_an_hour_behind_keep_their_leases_and_a_killed_one_leaves_nobody_waiting()
    {
        await using FaultRig rig = await server.NewRigAsync();
        RigWorker ahead = rig.StartWorkerWith("ahead", Clock(3600));
        RigWorker behind = rig.StartWorkerWith("behind", Clock(-3600));
        await ahead.UntilWorksAsync();
        await behind.UntilWorksAsync();
        // Each training takes longer than a lease, and the rest shows that nobody took a stage from another who lives.
        rig.Let("train", "sleep 2.5");
        await rig.SubmitAsync("ada", "first", (1, 2));
        await rig.UntilFinishedAsync();
        (await rig.AttemptsAsync(StageKind.Train)).Select(attempt => attempt.Outcome).ShouldBe(Enumerable.Repeat<AttemptOutcome?>(AttemptOutcome.Succeeded, 2));
        await TimesAreTheDatabasesAsync(rig);

        Guid[] first = [.. rig.Notes.Select(note => note.Stage)];
        rig.Let("train", "hold");
        await rig.SubmitAsync("ada", "second", (11, 1));
        StageNote held = await rig.UntilNotedAsync(note => note.Kind == "train" && note.What == StageNote.Started && !first.Contains(note.Stage));
        RigWorker killed = await WorkerOfAsync(rig, held.Stage) == $"{Environment.MachineName}:{ahead.Process}" ? ahead : behind;
        (killed == ahead ? behind : ahead).Kill();
        killed.Kill();
        // What a killed process leaves: a lock row for each of its threads, by a clock that is an hour ahead.
        (await rig.ExecuteAsync($"""
            insert into hangfire.lock (resource, updatecount, acquired)
                select 'hangfire:job:' || id || ':state-lock', 0, now() at time zone 'utc' + interval '1 hour' from hangfire.job order by id desc limit {Threads}
            """)).ShouldBe(Threads);
        rig.Let("train", null);
        Stopwatch watch = Stopwatch.StartNew();
        killed.Restart();
        await killed.UntilWorksAsync();
        double working = watch.Elapsed.TotalSeconds;
        await rig.UntilAsync("the next stage starts", async context => await context.Attempts.CountAsync(attempt => attempt.StageId == held.Stage) == 2);
        output.WriteLine($"the next stage started {watch.Elapsed.TotalSeconds - working:0.00} s after the restarted worker worked; lease {RigTimes.Lease.TotalSeconds} s, reconcile {RigTimes.Reconcile.TotalSeconds} s");
        await rig.UntilFinishedAsync();

        (await rig.JudgeAsync()).Complaints.ShouldBeEmpty();
        await using PicieContext context = rig.Open();
        (await context.Stages.Where(stage => stage.Id == held.Stage).Select(stage => stage.Offer).SingleAsync()).ShouldBe(2, "no offer was lost to a lock that nobody holds");
    }

    private static Dictionary<string, string> Clock(int seconds) => new() { ["PICIE_QUEUE_TIMES"] = $"{RigTimes.Variable},clock={seconds}" };

    private static async Task<string?> WorkerOfAsync(FaultRig rig, Guid stage)
    {
        await using PicieContext context = rig.Open();
        return await context.Stages.Where(row => row.Id == stage).Select(row => row.Worker).SingleAsync();
    }

    private static async Task TimesAreTheDatabasesAsync(FaultRig rig)
    {
        await using PicieContext context = rig.Open();
        foreach (Attempt attempt in await context.Attempts.AsNoTracking().ToListAsync())
        {
            (DateTimeOffset.UtcNow - attempt.StartedAt).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(10));
        }
    }
}
