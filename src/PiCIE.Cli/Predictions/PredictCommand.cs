using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Runs;
using PiCIE.Cli.StageTools;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tools;
using PiCIE.Pipeline.Predictions;

namespace PiCIE.Cli.Predictions;

/// <summary>Builds <c>picie predict</c>, which segments photographs with a run at their own size.</summary>
internal static class PredictCommand
{
    public static Command Build(CommandHost host)
    {
        Option<string> run = new("--run") { Description = RunArgument.Description, Required = true, HelpName = "run" };
        Option<string> output = new("--out") { Description = "Folder that takes masks/NAME.png and overlays/NAME.png", Required = true, HelpName = "folder" };
        Argument<string[]> images = new("IMAGES") { Description = "Photographs, or folders of photographs", Arity = ArgumentArity.OneOrMore };
        Command command = new("predict", "Segment photographs with a run: PNG ids and colour overlays at their own size") { run, output, images };
        host.On(command, (result, session) => RunAsync(
            session, result.GetRequiredValue(run), session.FullPath(result.GetRequiredValue(output)), result.GetRequiredValue(images)));
        return command;
    }

    private static async Task<ExitStatus> RunAsync(CommandSession session, string run, string folder, IReadOnlyList<string> images)
    {
        IReadOnlyList<PredictedPhotograph> photographs = PhotographPaths.Of([.. images.Select(session.FullPath)]);
        await using LocalPipeline pipeline = LocalPipeline.On(session);
        DescribedPredictor predictor = await pipeline.AskAsync(new DescribePredictor(run), session.Stop);
        using OutputFolder output = new(folder, photographs);
        PredictToolSettings settings = new()
        {
            Photographs = photographs,
            Resolution = predictor.Resolution,
            EvalScore = predictor.EvalScore,
            Task = predictor.Task,
            ClusterClasses = predictor.ClusterClasses,
        };
        using ToolRun<PredictOutput> predicted = await ToolRun<PredictOutput>.OfAsync(session, ToolKinds.Predict, StageJson.ToElement(settings), predictor.Inputs);
        PredictionDocument document = PredictionDocument.Of(predictor, photographs, predicted.Output, folder);
        Take(predicted.Scratch, folder);
        session.Give(document, terminal => PredictionReport.Write(terminal, document, folder));
        return document.Bad.Count == 0 ? ExitStatus.Done : ExitStatus.RunFailed;
    }

    private static void Take(string scratch, string folder)
    {
        foreach (string kind in new[] { PredictToolSettings.MasksFolder, PredictToolSettings.OverlaysFolder }.Where(kind => Directory.Exists(Path.Combine(scratch, kind))))
        {
            string target = Directory.CreateDirectory(Path.Combine(folder, kind)).FullName;
            foreach (string file in Directory.EnumerateFiles(Path.Combine(scratch, kind)))
            {
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: false);
            }
        }
    }
}
