using PiCIE.Cli.CommandLine;
using PiCIE.Cli.StageTools;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tools;

namespace PiCIE.Cli.Demo;

/// <summary>Draws the toy scenes of the demo, once a home.</summary>
internal static class DemoScenes
{
    private static readonly ToyToolSettings Settings = new() { Train = 240, Val = 60, Test = 0, Size = 128, Seed = 1 };

    /// <summary>Draws the scenes unless they are there already; they appear whole or not at all.</summary>
    /// <param name="session">The command.</param>
    /// <param name="folder">The demo.</param>
    public static async Task DrawAsync(CommandSession session, DemoFolder folder)
    {
        if (Directory.Exists(folder.Scenes))
        {
            session.Say($"toy scenes: {folder.Scenes} (drawn before)");
            return;
        }

        using ToolRun<ToyOutput> drawn = await ToolRun<ToyOutput>.OfAsync(
            session, ToolKinds.Toy, StageJson.ToElement(Settings), new Dictionary<string, string>());
        Directory.Move(drawn.Scratch, folder.Scenes);
        session.Say($"toy scenes: {folder.Scenes} ({drawn.Output.Photographs} drawn)");
    }
}
