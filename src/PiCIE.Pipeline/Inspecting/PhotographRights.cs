using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.People;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.People;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;

namespace PiCIE.Pipeline.Inspecting;

/// <summary>Keeps photographs, labels, predictions and pictures from whoever may not be shown those of their data set. Weights, figures and matrices are for everybody.</summary>
internal sealed class PhotographRights(Acting acting, PicieHome home)
{
    private static readonly string[] Pictures = [ArtifactFiles.PredictionsFolder, ArtifactFiles.OverlaysFolder];

    /// <summary>Requires that the person who asks may be shown a file of an artifact.</summary>
    /// <param name="context">The database.</param>
    /// <param name="artifact">The artifact.</param>
    /// <param name="file">Name of the file.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="PicieException">It shows photographs of a data set that this person may not be shown.</exception>
    public async Task RequireAsync(PicieContext context, Artifact artifact, string file, CancellationToken cancel)
    {
        if (!Shows(artifact, file))
        {
            return;
        }

        PhotographAudience audience = await AudienceAsync(context, artifact, cancel);
        bool may = audience switch
        {
            PhotographAudience.Everyone => true,
            PhotographAudience.Operators => acting.Actor.Role >= Role.Operator,
            _ => false,
        };
        if (!may)
        {
            throw new PicieException(
                "photographs-restricted", $"{file} shows photographs of a data set that is for {(audience == PhotographAudience.Nobody ? "nobody" : "operators alone")}.", null,
                "Figures and matrices are for everybody. An administrator says who may see the photographs: picie data add NAME PATH --show everyone|operators|nobody.", ProblemKind.Forbidden);
        }
    }

    private static bool Shows(Artifact artifact, string file) => artifact.Kind == StageKind.Preprocess.Word()
        || (artifact.Kind == StageKind.Evaluate.Word() && file.Split('/').Intersect(Pictures).Any());

    /// <summary>Returns the narrowest audience of the data sets that an artifact is made of.</summary>
    private async Task<PhotographAudience> AudienceAsync(PicieContext context, Artifact artifact, CancellationToken cancel)
    {
        PhotographAudience usual = home.Server is null ? PhotographAudience.Everyone : PhotographAudience.Operators;
        List<string> needs = await context.Stages
            .Where(stage => stage.Kind == StageKind.Preprocess
                && (stage.Key == artifact.Key || context.StageInputs.Any(input => input.SourceStageId == stage.Id
                    && context.Stages.Any(reader => reader.Id == input.StageId && reader.Key == artifact.Key))))
            .Select(stage => stage.Needs).ToListAsync(cancel);
        Guid[] sets = [.. needs.Select(text => StageNeeds.Read(text).DataSet).OfType<Guid>().Distinct()];
        List<PhotographAudience?> shown = await context.DataSets.Where(set => sets.Contains(set.Id)).Select(set => set.Show).ToListAsync(cancel);
        return shown.Select(show => show ?? usual).DefaultIfEmpty(usual).Max();
    }
}
