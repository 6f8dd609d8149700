using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Pipeline.Weights;

namespace PiCIE.Cli.Weights;

/// <summary>Builds <c>picie weights fetch imagenet</c> and <c>picie weights inspect PATH</c>.</summary>
internal static class WeightsCommand
{
    private const string ImageNet = "imagenet";

    public static Command Build(CommandHost host) => new("weights", "Fetch public weights, or look into a weights file") { Fetch(host), Inspect(host) };

    private static Command Fetch(CommandHost host)
    {
        Argument<string> name = new("NAME") { Description = $"Which weights: {ImageNet}" };
        name.AcceptOnlyFromAmong(ImageNet);
        Option<string> backbone = new("--backbone") { Description = "Which backbone", DefaultValueFactory = _ => PublicWeights.Backbones[0] };
        backbone.AcceptOnlyFromAmong([.. PublicWeights.Backbones]);
        Option<string?> url = new("--url") { Description = "Another address of the same file (a mirror)", HelpName = "address" };
        Command command = new("fetch", "Download the public ImageNet weights of torchvision, going on where an earlier try stopped") { name, backbone, url };
        host.On(command, (result, session) => FetchWeights.RunAsync(
            session, PublicWeights.For(result.GetRequiredValue(backbone))!, result.GetValue(url)));
        return command;
    }

    private static Command Inspect(CommandHost host)
    {
        Argument<string> path = new("PATH") { Description = "A weights file: safetensors or PyTorch" };
        Command command = new("inspect", "Say what a weights file holds and which backbone it fits") { path };
        host.On(command, (result, session) => InspectWeights.RunAsync(session, result.GetRequiredValue(path)));
        return command;
    }
}
