using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Workers;
using PiCIE.Storage;
using PiCIE.Storage.Control;
using PiCIE.Storage.Limits;

namespace PiCIE.Pipeline.Tests.Simulation;

/// <summary>The end of a simulated week.</summary>
internal sealed partial class SimulatedWeek
{
    /// <summary>Ends all faults and holds, and lets the work go on until nothing is left; every run must be done then.</summary>
    private async Task EndAsync()
    {
        await PersonLimits.SetAsync(_home.Get<IDbContextFactory<PicieContext>>(), _clock, PersonLimits.Most, string.Empty, null, default);
        _workers.ForEach(worker => worker.Frozen = false);
        await using (PicieContext context = await _home.OpenAsync())
        {
            foreach (Guid experiment in await context.Experiments.Select(row => row.Id).ToListAsync())
            {
                await _home.Get<ExperimentPause>().EndAsync(experiment, "tester", default);
            }
        }

        for (int turn = 0; turn < 400; turn++)
        {
            await _home.Get<RunRetry>().AskAgainAsync(await RunsAsync(), failed: true, "tester", default);
            _clock.Now += TimeSpan.FromSeconds(5);
            foreach (SimulatedWorker worker in _workers)
            {
                worker.Contact.Reached((await _home.Get<WorkerRegistry>().BeatAsync(worker.Identity, default)).Now);
            }

            await _home.Get<Reconciler>().RunAsync(_workers[0].Contact, default);
            IReadOnlyList<JobPool> pools = await _home.Get<WorkerRegistry>().LivePoolsAsync((queue, _, stage, offer) => _jobs.Add((queue, stage, offer)), default);
            await _home.Get<Admission>().AdmitAsync(pools, null, default);
            await CommitAllAsync();
            while (_jobs.Count > 0 && _workers.Exists(worker => _jobs.Exists(job => worker.HasRoom(job.Queue))))
            {
                await DeliverAsync();
                await CommitAllAsync();
            }

            await RequireSoundAsync();
            await using PicieContext context = await _home.OpenAsync();
            if (!await context.Runs.AnyAsync(run => run.Status != RunStatus.Done))
            {
                return;
            }
        }

        throw new InvalidOperationException($"not everything that can be done was done at the end: {await NotDoneAsync()}");
    }

    /// <summary>Ends all attempts, also those of which nobody wants to hear any more: they hold their slots until then.</summary>
    private async Task CommitAllAsync()
    {
        foreach (SimulatedWorker worker in _workers)
        {
            foreach (SimulatedAttempt attempt in worker.Running.ToArray())
            {
                worker.Running.Remove(attempt);
                await CommitAsync(attempt);
            }
        }
    }

    /// <summary>Returns what is not done, for people.</summary>
    private async Task<string> NotDoneAsync()
    {
        await using PicieContext context = await _home.OpenAsync();
        var runs = await context.Runs.Where(run => run.Status != RunStatus.Done)
            .Select(run => new { run.Name, run.Status, run.SubmittedAt, run.CanceledAt, run.SupersededById, run.ExperimentId }).ToListAsync();
        var stages = await context.Stages.Where(stage => stage.State != StageState.Done).Select(stage => new
        {
            stage.Id,
            stage.Kind,
            stage.State,
            stage.OfferedUntil,
            stage.NotBefore,
            stage.Pool,
            stage.WantedPriority,
            Wanters = context.StageWanters.Count(wanter => wanter.StageId == stage.Id),
        }).ToListAsync();
        return $"{_clock.Now:HH:mm:ss} {string.Join("; ", runs)}\n{string.Join('\n', stages)}\n{string.Join('\n', _workers.Select(worker => $"{worker.Home} has {worker.Running.Count}"))}";
    }
}
