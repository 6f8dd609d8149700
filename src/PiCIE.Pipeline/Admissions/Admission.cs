using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Admissions;

/// <summary>
/// Decides which ready stages stand in Hangfire at this moment: as many as there are slots, by priority, then age. One transaction a
/// stage makes the job and the marks; a crash in between leaves at most a surplus job, and a surplus job is harmless.
/// </summary>
internal sealed class Admission(IDbContextFactory<PicieContext> contexts, CurrentWork work, TimeProvider clock)
{
    /// <summary>Admits while there is room; does nothing in a process that does not work or is about to stop.</summary>
    public async Task AdmitAsync(CancellationToken cancel)
    {
        while (work.Session is { Stop.IsCancellationRequested: false } session && await AdmitNextAsync(session, cancel))
        {
        }
    }

    private async Task<bool> AdmitNextAsync(WorkSession session, CancellationToken cancel)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        int taken = await context.Stages.CountAsync(
            row => row.State == StageState.Running || (row.State == StageState.Ready && row.HangfireJob != null), cancel);
        if (taken >= session.SlotCount)
        {
            return false;
        }

        DateTimeOffset now = clock.GetUtcNow();
        Stage? best = await OpenStages.Of(context, session.Experiment)
            .Where(stage => stage.State == StageState.Ready && stage.HangfireJob == null && (stage.NotBefore == null || stage.NotBefore <= now))
            .OrderByDescending(stage => stage.Priority).ThenBy(stage => stage.CreatedAt).ThenBy(stage => stage.Id)
            .FirstOrDefaultAsync(cancel);
        if (best is null)
        {
            return false;
        }

        best.HangfireJob = session.Jobs.Create(best.Queue, best.Title, best.Id);
        best.AdmittedAt = now;
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }
}
