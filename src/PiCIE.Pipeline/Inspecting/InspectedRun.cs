using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Inspecting;

/// <summary>Finds a run by its id, for what looks at one part of it.</summary>
internal static class InspectedRun
{
    /// <summary>Refuses an id that no run has.</summary>
    /// <exception cref="PicieException">There is no such run, or it is deleted.</exception>
    public static async Task RequireAsync(PicieContext context, Guid run, CancellationToken cancel)
    {
        if (!await context.Runs.AnyAsync(row => row.Id == run && row.DeletedAt == null, cancel))
        {
            throw new PicieException("no-run", $"There is no run {run}.", $"{run}", "picie runs list shows those that there are.", ProblemKind.NotFound);
        }
    }

    /// <summary>Returns the stages of a run in their order.</summary>
    public static IQueryable<Stage> StagesOf(PicieContext context, Guid run) => context.RunStages.Where(link => link.RunId == run)
        .OrderBy(link => link.Position).Join(context.Stages, link => link.StageId, stage => stage.Id, (link, stage) => stage);
}
