using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Homes;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Workers;
using PiCIE.Storage;
using PiCIE.Storage.Limits;
using PiCIE.Storage.Workers;

namespace PiCIE.Pipeline.Waiting;

/// <summary>Says of stages why they stand where they stand: one sentence each, with what they wait for and who holds it.</summary>
internal sealed class WaitingReasons(PicieHome home, QueueTimes times)
{
    /// <summary>Returns the reasons by stage.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(
        PicieContext context, IReadOnlyList<WaitingStage> stages, PersonLimits limits, DateTimeOffset now, CancellationToken cancel)
    {
        bool nobodyWorks = WorkingProcess.IsMissing(home);
        Guid[] ids = [.. stages.Select(stage => stage.Stage)];
        ILookup<Guid, string> inputs = (await context.StageInputs.Where(input => ids.Contains(input.StageId))
            .Join(context.Stages.Where(source => source.State != StageState.Done), input => input.SourceStageId, source => source.Id, (input, source) => new { input.StageId, source.Title, source.State })
            .ToListAsync(cancel)).ToLookup(input => input.StageId, input => $"{input.Title} ({WordOf(input.State)})");
        var taken = await context.Stages.Where(stage => stage.ChargedExperimentId != null)
            .Join(context.Experiments, stage => stage.ChargedExperimentId, experiment => experiment.Id, (_, experiment) => new { experiment.Id, experiment.Person }).ToListAsync(cancel);
        DateTimeOffset alive = now - times.Lease;
        List<WorkerPool> pools = home.Server is null ? [] : await context.WorkerPools.AsNoTracking()
            .Where(pool => context.Workers.Any(worker => worker.Id == pool.WorkerId && worker.EndedAt == null && worker.HeartbeatAt >= alive)).ToListAsync(cancel);
        List<string> troubles = home.Server is null ? [] : await context.Workers
            .Where(worker => worker.EndedAt == null && worker.HeartbeatAt >= alive && worker.BreakerReason != null)
            .OrderBy(worker => worker.StartedAt).Select(worker => worker.Host + ":" + worker.Pid.ToString() + ": " + worker.BreakerReason).ToListAsync(cancel);
        return stages.ToDictionary(stage => stage.Stage, ReasonOf);

        string WordOf(StageState state) => (nobodyWorks && state == StageState.Running ? StageState.Ready : state).Word();

        string ReasonOf(WaitingStage stage) => stage switch
        {
            { State: StageState.Running } => $"runs on {stage.Worker}",
            { State: StageState.Blocked } when !inputs[stage.Stage].Any() => "becomes ready at this moment",
            { State: StageState.Blocked } => $"waits for {string.Join(", ", inputs[stage.Stage].Distinct())}",
            _ when nobodyWorks => "waits for somebody who works on this home",
            { OfferedUntil: not null } => "is offered to a worker at this moment",
            _ when stage.NotBefore > now => string.Create(CultureInfo.InvariantCulture, $"is tried again at {stage.NotBefore.Value.UtcDateTime:HH:mm:ss} UTC, after a failure"),
            _ when stage.MaxConcurrent <= taken.Count(one => one.Id == stage.ExperimentId) =>
                $"{stage.Experiment} has at most {stage.MaxConcurrent} stages at once (maxConcurrent), and they are taken",
            _ when limits.MostOf(stage.Person) == 0 => $"all of {stage.Person} is held back (picie queue limit --most 0)",
            _ when taken.Count(one => one.Person == stage.Person) >= limits.MostOf(stage.Person) =>
                $"{stage.Person} has at most {limits.MostOf(stage.Person)} stages at once (picie queue limit), and they are taken",
            _ when home.Server is not null && !pools.Exists(pool => PoolAbility.Of(pool)(StageNeeds.Read(stage.Needs))) => "no worker that is alive can do it",
            _ when troubles.Count > 0 && !pools.Exists(pool => pool.OpenSlots > 0 && PoolAbility.Of(pool)(StageNeeds.Read(stage.Needs))) =>
                $"the workers that can do it take nothing at present: {string.Join("; ", troubles)}",
            _ => "waits for a free slot",
        };
    }
}
