using System.Diagnostics;
using PiCIE.Experiments.Stages;
using PiCIE.Faults.Ledgers;
using PiCIE.Faults.Processes;
using PiCIE.Faults.Rigs;

namespace PiCIE.Faults.Tests;

/// <summary>A worker behind a network that is cut, slow or half open, and another one beside it.</summary>
[Trait("Category", "long")]
public sealed class NetworkTests(ServerOfTests server, ITestOutputHelper output)
{
    [Fact]
    public async Task F05_A_worker_behind_a_network_that_is_cut_slow_or_half_open_holds_nobody_up_and_writes_nothing_late()
    {
        await using FaultRig rig = await server.NewRigAsync();
        await using RigProxy network = RigProxy.To(rig.Connection);
        RigWorker near = rig.StartWorker("near");
        RigWorker far = rig.StartWorkerWith("far", new() { ["PICIE_DATABASE"] = network.Through(rig.Connection) });
        await near.UntilWorksAsync();
        await far.UntilWorksAsync();
        rig.Let("train", "epochs 4 0.3");
        int seeds = 0;
        foreach (ProxyMode mode in (ProxyMode[])[ProxyMode.Cut, ProxyMode.Slow, ProxyMode.HalfOpen])
        {
            network.Mode = ProxyMode.Whole;
            await rig.SubmitAsync("ada", $"{mode}".ToLowerInvariant(), (seeds += 10, 3));
            await rig.UntilRunningAsync(1, $"{Environment.MachineName}:{far.Process}", StageKind.Train);
            network.Mode = mode;
            Stopwatch watch = Stopwatch.StartNew();
            // The fault lasts until everything is done: what the far one had must go on without it.
            await rig.UntilFinishedAsync();
            output.WriteLine($"{mode}: all runs ended {watch.Elapsed.TotalSeconds:0.0} s after the fault began, lease {RigTimes.Lease.TotalSeconds} s");
            far.IsAlive.ShouldBeTrue(far.Errors);
        }

        network.Swallowed.ShouldBeGreaterThan(0);
        network.Mode = ProxyMode.Whole;
        // What it had in hand hangs until the driver gives the answer up, half a minute; nobody waits for it.
        far.Kill();
        Verdict verdict = await rig.JudgeAsync();
        verdict.Complaints.ShouldBeEmpty();
        verdict.Finished.ShouldBe(9);
    }

    [Fact]
    public async Task F24_Where_no_word_of_a_change_arrives_stages_start_at_the_next_look()
    {
        await using FaultRig rig = await server.NewRigAsync();
        await using RigProxy network = RigProxy.To(rig.Connection);
        RigWorker worker = rig.StartWorkerWith("far", new() { ["PICIE_DATABASE"] = network.Through(rig.Connection) });
        await worker.UntilWorksAsync();
        network.Mode = ProxyMode.DeafListeners;
        await rig.SubmitAsync("ada", "unheard", (1, 2));
        Stopwatch watch = Stopwatch.StartNew();
        await rig.UntilFinishedAsync();

        output.WriteLine($"two runs ended after {watch.Elapsed.TotalSeconds:0.0} s; a stage may wait 3.5 s");
        network.Swallowed.ShouldBeGreaterThan(0);
        worker.IsAlive.ShouldBeTrue(worker.Errors);
        Verdict verdict = await rig.JudgeAsync();
        verdict.Complaints.ShouldBeEmpty();
        verdict.Finished.ShouldBe(2);
        // Seven stages, of which no four are in a chain; twice their promise, for the machine may be busy.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(28));
    }
}
