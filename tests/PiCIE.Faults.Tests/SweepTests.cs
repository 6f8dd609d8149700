using PiCIE.Faults.Ledgers;
using PiCIE.Faults.Rigs;

namespace PiCIE.Faults.Tests;

/// <summary>Workers that are killed all the time lose nothing of a sweep and record nothing twice.</summary>
[Trait("Category", "long")]
public sealed class SweepTests(ServerOfTests server)
{
    private const int Runs = 30, Kills = 5;

    [Fact]
    public async Task F01_Two_workers_finish_a_sweep_while_a_third_is_killed_and_started_again()
    {
        await using FaultRig rig = await server.NewRigAsync();
        await rig.StartWorkersAsync("first", "second");
        RigWorker third = rig.StartWorker("third");
        await rig.SubmitAsync("ada", "sweep", (1, Runs));
        Random random = new(1);

        for (int kill = 0; kill < Kills; kill++)
        {
            // A worker that has just started takes no stage yet; the moments lie in the seconds after that.
            await third.UntilWorksAsync();
            await Task.Delay(random.Next(100, 900), TestContext.Current.CancellationToken);
            third.Kill();
            third.Restart();
        }

        await rig.UntilFinishedAsync();
        Verdict verdict = await rig.JudgeAsync();
        verdict.Complaints.ShouldBeEmpty();
        (verdict.Submitted, verdict.Finished).ShouldBe((Runs, Runs));
    }
}
