using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Collecting;

/// <summary>The stages that nothing points to any more once some runs are gone.</summary>
public static class UnreachableStages
{
    /// <summary>Returns the ids of the stages that only these runs have, themselves or as inputs of what they have.</summary>
    /// <param name="context">The database.</param>
    /// <param name="runs">Ids of the runs.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public static async Task<IReadOnlyCollection<Guid>> WithoutAsync(PicieContext context, IReadOnlyCollection<Guid> runs, CancellationToken cancel)
    {
        List<Guid> needed = await Wanting.NeededBy(context, runs).ToListAsync(cancel);
        HashSet<Guid> unreachable = [.. needed];
        unreachable.ExceptWith(await context.RunStages.Where(had => needed.Contains(had.StageId) && !runs.Contains(had.RunId)).Select(had => had.StageId).ToListAsync(cancel));
        var read = await context.StageInputs.Where(input => input.SourceStageId != null && needed.Contains(input.SourceStageId.Value))
            .Select(input => new { Source = input.SourceStageId!.Value, Reader = input.StageId }).ToListAsync(cancel);
        // What a stage that stays reads stays too, and what that reads.
        while (unreachable.RemoveWhere(stage => read.Exists(one => one.Source == stage && !unreachable.Contains(one.Reader))) > 0)
        {
        }

        return unreachable;
    }

    /// <summary>Returns the length of the artifacts of some stages whose files are there.</summary>
    /// <param name="context">The database.</param>
    /// <param name="stages">Ids of the stages.</param>
    /// <param name="cancel">Cancels the query.</param>
    public static Task<long> BytesAsync(PicieContext context, IReadOnlyCollection<Guid> stages, CancellationToken cancel) => ArtifactsOf(context, stages)
        .Where(artifact => artifact.RemovedAt == null).SumAsync(artifact => artifact.Bytes, cancel);

    /// <summary>Returns the artifacts that attempts at some stages made.</summary>
    internal static IQueryable<Artifact> ArtifactsOf(PicieContext context, IReadOnlyCollection<Guid> stages) =>
        context.Artifacts.Where(artifact => context.Attempts.Any(made => made.Id == artifact.Id && stages.Contains(made.StageId)));
}
