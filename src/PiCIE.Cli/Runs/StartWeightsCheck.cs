using PiCIE.Cli.CommandLine;
using PiCIE.Cli.StageTools;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tools;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Specs;

namespace PiCIE.Cli.Runs;

/// <summary>Tries the start weights of a spec before it is planned or submitted: the stage that reads them comes after all photographs are packed.</summary>
internal static class StartWeightsCheck
{
    /// <summary>Tries each file of start weights; a spec that starts from random values or from a public file has none to try.</summary>
    /// <param name="session">The command.</param>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="spec">The spec.</param>
    /// <param name="overrides">Settings of the command line.</param>
    /// <exception cref="PicieException">The file cannot be read, or does not fit the network of the spec.</exception>
    public static async Task RunAsync(CommandSession session, LocalPipeline pipeline, SpecFile spec, IReadOnlyList<string> overrides)
    {
        foreach (DescribedStartWeights weights in await pipeline.AskAsync(new DescribeStartWeights(spec.Text, spec.Path, overrides), session.Stop))
        {
            await TryAsync(session, weights);
        }
    }

    private static async Task TryAsync(CommandSession session, DescribedStartWeights weights)
    {
        WeightsInspectToolSettings settings = new() { Backbone = weights.Backbone };
        using ToolRun<WeightsInspectOutput> run = await ToolRun<WeightsInspectOutput>.OfAsync(
            session, ToolKinds.WeightsInspect, StageJson.ToElement(settings), new Dictionary<string, string> { [InputRoles.Weights] = weights.File });
        if (run.Output.Reason is { } reason)
        {
            string hint = run.Output.Fits is { } fits ? $"The file fits {fits}." : $"picie weights inspect {ShellWord.Of(weights.File)} lists what it holds.";
            throw new PicieException("wrong-weights", $"backbone.weights: {reason}", weights.File, hint, ProblemKind.Input);
        }
    }
}
