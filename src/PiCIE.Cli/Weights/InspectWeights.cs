using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Results;
using PiCIE.Cli.StageTools;
using PiCIE.Cli.Terminals;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tools;
using PiCIE.Pipeline;
using Spectre.Console;

namespace PiCIE.Cli.Weights;

/// <summary>Tells what a weights file holds. The stage program reads the file, with limits, and nothing in it is executed.</summary>
internal static class InspectWeights
{
    public static async Task<ExitStatus> RunAsync(CommandSession session, string path)
    {
        string full = session.FullPath(path);
        if (Directory.Exists(full))
        {
            throw new PicieException("no-weights", $"{path} is a folder, not a weights file.", full, "Name the file in it.", ProblemKind.Input);
        }

        if (!File.Exists(full))
        {
            throw new PicieException("no-weights", $"There is no weights file {path} ({full}).", full, $"Files in the weights folder are named with their path, e.g. {Path.Combine(session.Home.WeightsFolder, "NAME")}.", ProblemKind.Input);
        }

        using ToolRun<WeightsInspectOutput> run = await ToolRun<WeightsInspectOutput>.OfAsync(
            session, ToolKinds.WeightsInspect, StageJson.ToElement(new WeightsInspectToolSettings()), new Dictionary<string, string> { [InputRoles.Weights] = full });
        session.Give(run.Output, terminal => Write(terminal, path, run.Output));
        return ExitStatus.Done;
    }

    private static void Write(Terminal terminal, string path, WeightsInspectOutput output)
    {
        string place = output.Place.Length == 0 ? "" : $" under '{output.Place}'";
        bool isExport = output.Metadata.TryGetValue(ModelExportToolSettings.FormatKey, out string? format) && format == ModelExportToolSettings.Format;
        terminal.Say($"{path}: {output.Format}, {output.Tensors.Count} tensors{place}; {(isExport ? "a model that picie model export wrote" : $"fits: {output.Fits ?? "no backbone known here"}")}");
        if (isExport)
        {
            terminal.Say("  It holds network, centroids and classes of a run; the PyTorch program of docs/model-export.md segments photographs with it.");
            terminal.Say("  No spec starts from it: picie predict --run ID uses the run itself, and its weights alone are among the files that picie runs show ID names.");
        }
        else if (output.Reason is { } reason)
        {
            terminal.Say($"  why: {reason}");
        }

        foreach ((string key, string value) in output.Metadata)
        {
            terminal.Say($"  {key}: {value}");
        }

        Table table = Tables.Of("tensor", "shape", "type");
        foreach (InspectedTensor tensor in output.Tensors)
        {
            table.Row(tensor.Name, $"[{string.Join(", ", tensor.Shape)}]", tensor.Dtype);
        }

        terminal.Draw(table);
    }
}
