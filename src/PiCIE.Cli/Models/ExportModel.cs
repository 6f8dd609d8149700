using PiCIE.Cli.CommandLine;
using PiCIE.Cli.StageTools;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tools;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Predictions;

namespace PiCIE.Cli.Models;

/// <summary>Writes all that segments a photograph with a run into one file. A file that is there already is not touched.</summary>
internal static class ExportModel
{
    /// <summary>Writes the file.</summary>
    /// <param name="session">The command.</param>
    /// <param name="run">The run, as people name it.</param>
    /// <param name="file">Absolute path of the file.</param>
    /// <exception cref="PicieException">There is no such run, it was not evaluated, the file is there already, or its folder is not.</exception>
    public static async Task<ExitStatus> RunAsync(CommandSession session, string run, string file)
    {
        NewFile.Require(file);

        await using LocalPipeline pipeline = LocalPipeline.On(session);
        DescribedPredictor predictor = await pipeline.AskAsync(new DescribePredictor(run), session.Stop);
        ModelExportToolSettings settings = new()
        {
            Run = predictor.RunId,
            RunName = predictor.RunName,
            Resolution = predictor.Resolution,
            EvalScore = predictor.EvalScore,
            Task = predictor.Task,
            ClusterClasses = predictor.ClusterClasses,
        };
        using ToolRun<ModelExportOutput> exported = await ToolRun<ModelExportOutput>.OfAsync(session, ToolKinds.ModelExport, StageJson.ToElement(settings), predictor.Inputs);
        try
        {
            File.Copy(Path.Combine(exported.Scratch, ModelExportToolSettings.FileName), file);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw NewFile.Unwritable(file, refused);
        }

        ExportedModel document = new(predictor.RunId, file, exported.Output);
        session.Give(document, terminal =>
        {
            string classes = exported.Output.Classes == 0 ? "" : $" for {exported.Output.Classes} classes";
            terminal.Say($"{file}: {exported.Output.Backbone}, {exported.Output.Clusters} centroids{classes}. docs/model-export.md shows how PyTorch uses it.");
        });
        return ExitStatus.Done;
    }
}

/// <summary>The document of <c>picie model export --json</c>.</summary>
/// <param name="Run">Id of the run.</param>
/// <param name="File">The file.</param>
/// <param name="Model">Content of the file.</param>
internal sealed record ExportedModel(Guid Run, string File, ModelExportOutput Model);
