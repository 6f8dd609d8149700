using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PiCIE.Faults.Processes;
using PiCIE.Faults.Rigs;
using PiCIE.Storage;

namespace PiCIE.Faults.Tests;

/// <summary>A worker that starts while its database is away, or that is cut off from it while it starts.</summary>
[Trait("Category", "long")]
public sealed class WorkerStartTests(ServerOfTests server)
{
    [Fact]
    public async Task F04_A_worker_that_starts_while_the_database_is_away_says_so_and_waits_for_it()
    {
        await using FaultRig rig = await server.NewRigAsync();
        RigServer database = await server.StartedAsync();
        await rig.SubmitAsync("ada", "small", (1, 1));
        await database.CrashAsync();
        RigWorker worker = rig.StartWorker("patient");

        for (Stopwatch waited = Stopwatch.StartNew(); !worker.Errors.Contains("cannot be reached", StringComparison.Ordinal) && worker.IsAlive; await Task.Delay(20, TestContext.Current.CancellationToken))
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(1), "a worker without a database says so");
        }

        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        worker.IsAlive.ShouldBeTrue(worker.Errors);
        await database.RecoverAsync();
        NpgsqlConnection.ClearAllPools();
        await worker.UntilWorksAsync();
        worker.Errors.ShouldContain("answers again");
        await rig.UntilFinishedAsync();
        (await rig.JudgeAsync()).Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task F23_A_worker_whose_connections_are_cut_while_it_starts_starts_all_the_same()
    {
        await using FaultRig rig = await server.NewRigAsync();
        RigServer database = await server.StartedAsync();
        // It makes the tables too, on which it spends the most time.
        RigWorker worker = rig.StartWorker("cut");
        int cuts = 0;
        for (Stopwatch started = Stopwatch.StartNew(); cuts < 15 && started.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(60, TestContext.Current.CancellationToken))
        {
            cuts += await database.CutAsync(rig.Connection, all: true);
        }

        cuts.ShouldBeGreaterThanOrEqualTo(15, "the worker was connected when it was cut off");
        worker.IsAlive.ShouldBeTrue(worker.Errors);
        await worker.UntilWorksAsync();
        await rig.SubmitAsync("ada", "small", (1, 1));
        await rig.UntilFinishedAsync();
        (await rig.JudgeAsync()).Complaints.ShouldBeEmpty();
        await using PicieContext context = rig.Open();
        (await context.Workers.CountAsync()).ShouldBe(1, "it was entered once");
    }
}
