using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Faults.Processes;
using PiCIE.Faults.Rigs;
using PiCIE.Pipeline;

namespace PiCIE.Faults.Tests;

/// <summary>A team whose database has no room left for a while.</summary>
[Trait("Category", "long")]
public sealed class FullDatabaseTests(ServerOfTests servers)
{
    [Fact]
    public async Task F09_A_full_disk_of_the_database_refuses_submits_and_loses_nothing_of_what_was_taken()
    {
        RigServer server = await servers.StartedAsync();
        using RigDisk? disk = await RigDisk.MountAsync("128m");
        Assert.SkipWhen(disk is null, "a small disk is needed, and only root on Linux may mount one");
        await using FaultRig rig = await FaultRig.CreateAsync(server, disk);
        rig.Let("train", "epochs 3 0.1");
        await rig.StartWorkersAsync("first", "second");
        await rig.SubmitAsync("ada", "before", (1, 10));
        await rig.UntilAsync("a run is done", async context => await context.Runs.AnyAsync(run => run.Status == RunStatus.Done));

        disk!.Fill();
        string? refused = await UntilRefusedAsync(rig);
        await Task.Delay(RigTimes.Lease * 3);
        disk.Empty();
        rig.Let("train", null);

        refused.ShouldNotBeNull().ShouldContain("has no room left on its disk");
        await rig.SubmitAsync("ben", "after", (5001, 3));
        await rig.UntilFinishedAsync();
        rig.Workers.ShouldAllBe(worker => worker.IsAlive);
        (await rig.JudgeAsync()).Complaints.ShouldBeEmpty();
    }

    /// <summary>Submits until the database has used up what was free inside its files.</summary>
    /// <returns>What the last submit was told; null where none was refused.</returns>
    private static async Task<string?> UntilRefusedAsync(FaultRig rig)
    {
        for (int number = 0; number < 20; number++)
        {
            try
            {
                await rig.SubmitAsync("ada", $"during-{number}", (1001 + number * 40, 40));
            }
            catch (PicieException exception)
            {
                return exception.Message;
            }
        }

        return null;
    }
}
