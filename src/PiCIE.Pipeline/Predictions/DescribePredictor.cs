using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Confusions;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Predictions;

/// <summary>Asks for what it takes to segment further photographs with a run.</summary>
/// <param name="IdOrName">Name or id of the run, as in <see cref="ShowRun"/>.</param>
public sealed record DescribePredictor(string IdOrName) : IRequest<DescribedPredictor>;

/// <summary>
/// Describes a predictor: a run predicts as its evaluation did, with the same network, the same centroids and the matching of its first
/// split.
/// </summary>
internal sealed class DescribePredictorHandler(IMediator mediator, OpenDatabase database, SharedStore shared, StageInputs stageInputs)
    : IRequestHandler<DescribePredictor, DescribedPredictor>
{
    public async Task<DescribedPredictor> Handle(DescribePredictor request, CancellationToken cancel)
    {
        RunDocument run = (await mediator.Send(new ShowRun(request.IdOrName), cancel)).Runs[0];
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        await shared.RequireSameAsync(context, cancel);
        Stage stage = await EvaluationAsync(context, run, cancel);
        EvaluateStageSettings settings = JsonSerializer.Deserialize<EvaluateStageSettings>(stage.Settings, StageJson.Stored)!;
        bool fresh = settings.Centroids == CentroidSource.Fresh;
        Dictionary<string, string> inputs = new(
            await InputsAsync(stage, run, [InputRoles.Weights, InputRoles.Head, fresh ? InputRoles.Cluster : InputRoles.Centroids], cancel), StringComparer.Ordinal);
        if (inputs.Remove(InputRoles.Cluster, out string? clustered))
        {
            inputs[InputRoles.Centroids] = Path.Combine(clustered, ArtifactFiles.Repeat(1));
        }

        string? output = await context.Artifacts.Where(artifact => artifact.Id == stage.ArtifactId)
            .Select(artifact => artifact.Output).SingleAsync(cancel);
        return new DescribedPredictor
        {
            RunId = run.Id,
            RunName = run.Name,
            Inputs = inputs,
            Resolution = run.Settings.GetProperty("preprocess").GetProperty("resolution").GetInt32(),
            EvalScore = settings.EvalScore,
            Task = settings.Task,
            ClusterClasses = output is null ? null : Classes(JsonSerializer.Deserialize<EvaluateStageOutput>(output, StageJson.Stored)!, settings.Matching),
        };
    }

    private static async Task<Stage> EvaluationAsync(PicieContext context, RunDocument run, CancellationToken cancel)
    {
        Stage? stage = await context.Stages.AsNoTracking()
            .Where(stage => stage.Kind == StageKind.Evaluate
                && context.RunStages.Any(wanted => wanted.RunId == run.Id && wanted.StageId == stage.Id))
            .FirstOrDefaultAsync(cancel);
        return stage is { State: StageState.Done }
            ? stage
            : throw new PicieException(
                "run-not-done", $"The run {run.Name} ({run.Id}) is {run.Status.Word()}: it segments photographs and can be exported once it was evaluated.",
                null, "Run its spec to the end: picie run SPEC.", ProblemKind.Input);
    }

    /// <summary>Returns only the inputs that predict: the packs of the evaluation may be large, and may be gone.</summary>
    private async Task<IReadOnlyDictionary<string, string>> InputsAsync(Stage stage, RunDocument run, string[] roles, CancellationToken cancel) =>
        await stageInputs.PrepareAsync(stage.Id, [], cancel, roles) switch
        {
            PreparedInputs.Whole whole => whole.Paths,
            PreparedInputs.Damaged damaged => throw Lost(run, damaged.Sentence),
            _ => throw Lost(run, "a stage before its evaluation has to be done again"),
        };

    private static PicieException Lost(RunDocument run, string sentence) => new(
        "artifact-damaged", $"What the run {run.Name} ({run.Id}) left is not whole: {sentence}.", null,
        "Remove the damaged file, if it is there, and run its spec again: what is missing is made anew.", ProblemKind.Environment);

    private static IReadOnlyList<int>? Classes(EvaluateStageOutput output, MatchingRule rule) =>
        output.Splits.Count > 0 && output.Splits[0].Repeats.Count > 0
            ? ClusterMatching.Of(ConfusionMatrix.FromRows(output.Splits[0].Repeats[0].Matrix), rule).ClassOfCluster
            : null;
}
