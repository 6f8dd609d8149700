using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Runs;
using PiCIE.Cli.StageTools;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tools;
using PiCIE.Pipeline.Specs;

namespace PiCIE.Cli.DataSets;

/// <summary>Looks at every file of the data of a spec before anything is trained on it.</summary>
internal static class CheckData
{
    public static async Task<ExitStatus> RunAsync(CommandSession session, SpecFile spec, IReadOnlyList<string> overrides)
    {
        await using LocalPipeline pipeline = LocalPipeline.On(session);
        DescribedData data = await pipeline.AskAsync(new DescribeData(spec.Text, spec.Path, overrides), session.Stop);
        DataCheckToolSettings settings = new() { Task = data.Task, Splits = data.Splits, Evaluated = data.Evaluated };
        using ToolRun<DataCheckOutput> run = await ToolRun<DataCheckOutput>.OfAsync(
            session, ToolKinds.DataCheck, StageJson.ToElement(settings), new Dictionary<string, string> { [InputRoles.Data] = data.Folder });
        CheckDocument document = new(data.Task.Name, data.Folder, run.Output.Splits.All(split => split.Bad.Count == 0), run.Output.Splits);
        session.Give(document, terminal =>
        {
            terminal.Say($"{data.Task.Name} in {data.Folder}");
            CheckReport.Write(terminal, data.Task, run.Output);
        });
        return document.Fine ? ExitStatus.Done : ExitStatus.Input;
    }
}
