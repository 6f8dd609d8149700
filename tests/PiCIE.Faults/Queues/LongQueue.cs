using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Faults.Processes;
using PiCIE.Faults.Rigs;
using PiCIE.Storage;
using PiCIE.Storage.Checking;

namespace PiCIE.Faults.Queues;

/// <summary>Has one person queue many runs, and then another a few: whoever comes late does not wait for the many.</summary>
internal static class LongQueue
{
    private const int Few = 10;
    private const int Workers = 2;

    /// <summary>Starts of the other person's stages that may lie between: one offered and one just starting for each worker.</summary>
    private const int MostBetween = 2 * Workers;

    /// <summary>Queues the runs and waits until the second person's first training starts.</summary>
    /// <param name="server">The server.</param>
    /// <param name="runs">Number of runs of the first person.</param>
    public static async Task<LongQueueOutcome> RunAsync(RigServer server, int runs)
    {
        await using FaultRig rig = await FaultRig.CreateAsync(server);
        Stopwatch watch = Stopwatch.StartNew();
        IReadOnlyList<Guid> many = await rig.SubmitAsync("ada", "many", (1, runs));
        TimeSpan submitting = watch.Elapsed;
        await rig.StartWorkersAsync([.. Enumerable.Range(1, Workers).Select(worker => $"worker-{worker}")]);
        await rig.UntilAsync("the first trainings are done", async context =>
            await context.Stages.CountAsync(stage => stage.Kind == StageKind.Train && stage.State == StageState.Done) >= Workers);
        IReadOnlyList<Guid> few = await rig.SubmitAsync("ben", "few", (1_000_001, Few));
        await using PicieContext context = rig.Open();
        IQueryable<Guid> fewStages = context.RunStages.Where(had => few.Contains(had.RunId)).Select(had => had.StageId);
        IQueryable<Guid> trainings = context.Stages.Where(stage => stage.Kind == StageKind.Train && fewStages.Contains(stage.Id)).Select(stage => stage.Id);
        await rig.UntilAsync("the second person's first training starts", async looked => await looked.Attempts.AnyAsync(attempt =>
            looked.RunStages.Any(had => few.Contains(had.RunId) && had.StageId == attempt.StageId)
            && looked.Stages.Any(stage => stage.Id == attempt.StageId && stage.Kind == StageKind.Train)));
        DateTimeOffset submitted = await context.Runs.Where(run => few.Contains(run.Id)).MinAsync(run => run.SubmittedAt!.Value);
        DateTimeOffset started = await context.Attempts.Where(attempt => trainings.Contains(attempt.StageId)).MinAsync(attempt => attempt.StartedAt);
        int between = await context.Attempts.CountAsync(attempt => attempt.StartedAt > submitted && attempt.StartedAt < started && !fewStages.Contains(attempt.StageId));
        List<string> wrong = [.. (await Invariants.BrokenAsync(context, default)).Select(broken => broken.ToString())];
        if (between > MostBetween)
        {
            wrong.Add($"{between} stages of the {runs} runs started before the second person's first training; at most {MostBetween} may");
        }

        if (many.Count != runs || few.Count != Few)
        {
            wrong.Add($"{many.Count} and {few.Count} runs were acknowledged of {runs} and {Few}");
        }

        return new LongQueueOutcome(many.Count, submitting, between, started - submitted, wrong);
    }
}
