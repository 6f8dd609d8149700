using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Faults.Ledgers;
using PiCIE.Faults.Rigs;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Faults.Tests;

/// <summary>A worker that freezes or leaves, and another that goes on with what it had.</summary>
[Trait("Category", "long")]
public sealed class WorkerFaultTests(ServerOfTests server)
{
    [Fact]
    public async Task F03_A_worker_that_was_frozen_past_its_lease_commits_nothing_and_says_so()
    {
        await using FaultRig rig = await server.NewRigAsync();
        RigWorker frozen = (await rig.StartWorkersAsync("frozen"))[0];
        rig.Let("train", "hold");
        await rig.SubmitAsync("ada", "small", (1, 1));
        StageNote first = await rig.UntilNotedAsync(note => note.Kind == "train");
        await rig.StartWorkersAsync("other");

        frozen.Freeze();
        rig.Let("train", null);
        await rig.UntilNotedAsync(note => note.Stage == first.Stage && note.Attempt == first.Attempt && note.What == StageNote.Ended);
        await rig.UntilFinishedAsync();
        frozen.Thaw();
        await rig.UntilAsync("the late commit is refused", context => context.Events.AnyAsync(row => row.Type == "late-result" && row.StageId == first.Stage));

        Verdict verdict = await rig.JudgeAsync();
        verdict.Complaints.ShouldBeEmpty();
        verdict.Finished.ShouldBe(1);
        (await rig.AttemptsAsync(StageKind.Train)).Select(attempt => attempt.Outcome).ShouldBe([AttemptOutcome.Lost, AttemptOutcome.Succeeded]);
        frozen.Errors.ShouldContain("lost");
    }

    [Fact]
    public async Task F20_A_worker_that_is_drained_while_it_trains_keeps_its_checkpoint_and_another_goes_on()
    {
        const int epochs = 8;
        await using FaultRig rig = await server.NewRigAsync();
        RigWorker leaving = (await rig.StartWorkersAsync("leaving"))[0];
        rig.Let("train", $"epochs {epochs} 0.3");
        await rig.SubmitAsync("ada", "small", (1, 1));
        await rig.UntilNotedAsync(note => note.What == "epoch:3");

        (await leaving.DrainAsync()).ShouldBe(0);
        await rig.StartWorkersAsync("staying");
        await rig.UntilFinishedAsync();

        Verdict verdict = await rig.JudgeAsync();
        verdict.Complaints.ShouldBeEmpty();
        IReadOnlyList<Attempt> attempts = await rig.AttemptsAsync(StageKind.Train);
        attempts.Select(attempt => attempt.Outcome).ShouldBe([AttemptOutcome.Interrupted, AttemptOutcome.Succeeded]);
        attempts[1].ResumedFromAttempt.ShouldBe(1);
        string[] done = [.. rig.Notes.Where(note => note.Kind == "train" && note.What.StartsWith("epoch:", StringComparison.Ordinal)).Select(note => note.What)];
        done.Distinct().ShouldBe(Enumerable.Range(1, epochs).Select(epoch => $"epoch:{epoch}"));
        (done.Length - epochs).ShouldBeLessThanOrEqualTo(1, "at most the epoch in which it was stopped is done again");
        await PointsAreWholeAsync(rig, epochs);
    }

    /// <summary>The points of the attempt that went on, and of the first one up to the checkpoint, are all epochs.</summary>
    private static async Task PointsAreWholeAsync(FaultRig rig, int epochs)
    {
        await using PicieContext context = rig.Open();
        long[] steps = [.. (await context.MetricPoints.Select(point => point.Step).ToListAsync()).Distinct().Order()];
        steps.ShouldBe(Enumerable.Range(0, epochs).Select(step => (long)step));
    }
}
