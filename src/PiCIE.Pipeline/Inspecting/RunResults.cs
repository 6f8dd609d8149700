using PiCIE.Storage;
using PiCIE.Storage.Results;

namespace PiCIE.Pipeline.Inspecting;

/// <summary>Finds the stored results that count for a run.</summary>
internal static class RunResults
{
    /// <summary>Returns the results of the stages of a run.</summary>
    public static IQueryable<EvaluationResult> Of(PicieContext context, Guid run) => context.RunStages.Where(link => link.RunId == run)
        .Join(context.Stages, link => link.StageId, stage => stage.Id, (link, stage) => stage.ArtifactId)
        .Join(context.Results, id => id, result => (Guid?)result.ArtifactId, (id, result) => result);
}
