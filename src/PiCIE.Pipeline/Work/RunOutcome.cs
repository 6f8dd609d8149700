using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>Says how runs stand when nobody works on them or waits for them any more.</summary>
internal static class RunOutcome
{
    /// <summary>Returns the outcome of some runs; what newer ones replaced does not count.</summary>
    public static async Task<WorkOutcome> OfAsync(PicieContext context, IReadOnlyList<Guid> runs)
    {
        if (await Wanting.OpenOf(context, runs).AnyAsync())
        {
            return WorkOutcome.Interrupted;
        }

        List<RunStatus> statuses = await context.Runs.Where(run => runs.Contains(run.Id) && run.SupersededById == null).Select(run => run.Status).Distinct().ToListAsync();
        return statuses.TrueForAll(status => status == RunStatus.Done) ? WorkOutcome.Done : WorkOutcome.Failed;
    }
}
