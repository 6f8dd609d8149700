using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Runs;
using PiCIE.Pipeline;
using PiCIE.Pipeline.DataSets;

namespace PiCIE.Cli.DataSets;

/// <summary><c>picie data add NAME PATH</c> and <c>picie data check SPEC</c>.</summary>
internal static class DataCommand
{
    public static Command Build(CommandHost host) => new("data", "Name a data set, or look at every file of one") { Add(host), Check(host) };

    private static Command Add(CommandHost host)
    {
        Argument<string> name = new("NAME") { Description = "What specs call it" };
        Argument<string> path = new("PATH") { Description = "Folder of the photographs" };
        Command command = new("add", "Give a folder of photographs a name that specs can use") { name, path };
        host.On(command, async (result, session) =>
        {
            await using CommandLine.Pipeline pipeline = CommandLine.Pipeline.On(session.Home);
            RegisterDataSet request = new(result.GetRequiredValue(name), session.FullPath(result.GetRequiredValue(path)));
            RegisteredDataSet registered = await pipeline.AskAsync(request, session.Stop);
            session.Give(registered, terminal => terminal.Say($"data: {registered.Name} now means {registered.Path}"));
            return ExitStatus.Done;
        });
        return command;
    }

    private static Command Check(CommandHost host)
    {
        Argument<string> spec = new("SPEC") { Description = "A spec: its task and its data are looked at" };
        Option<string[]> set = SetOption.Build();
        Command command = new("check", "Open every photograph and label image: counts, sizes, pixels of each class, every bad file") { spec, set };
        host.On(command, (result, session) => CheckData.RunAsync(
            session, SpecFile.Read(session, result.GetRequiredValue(spec)), SetOption.Read(set, result, session)));
        return command;
    }
}
