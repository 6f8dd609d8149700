using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Recipes;
using PiCIE.Cli.Runs;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.People;
using PiCIE.Pipeline.DataSets;

namespace PiCIE.Cli.DataSets;

/// <summary>Builds <c>picie data fetch|init|add|list|remove|check</c>.</summary>
internal static class DataCommand
{
    public static Command Build(CommandHost host) => new("data", "Fetch or name a data set, or look at every file of one")
    {
        Fetch(host),
        Init(host),
        Add(host),
        List(host),
        Remove(host),
        Check(host),
    };

    private static Command Fetch(CommandHost host)
    {
        Argument<string> name = new("NAME") { Description = $"Which data set: {string.Join(", ", DataRecipes.Names)}" };
        name.AcceptOnlyFromAmong([.. DataRecipes.Names]);
        Option<string?> url = new("--url") { Description = "Another address of the same archive (a mirror)", HelpName = "address" };
        Option<string?> sha256 = new("--sha256") { Description = "Take exactly the archive with this checksum, whatever is stated elsewhere", HelpName = "digits" };
        Option<string?> into = new("--into") { Description = "Another folder than the one below PICIE_DATA", HelpName = "folder" };
        Command command = new("fetch", "Download a public data set and unpack it where specs find it by its name") { name, url, sha256, into };
        host.On(command, (result, session) => FetchData.RunAsync(
            session, DataRecipes.Get(result.GetRequiredValue(name)), result.GetValue(url), result.GetValue(sha256), result.GetValue(into)));
        return command;
    }

    private static Command Init(CommandHost host)
    {
        Argument<string> folder = new("FOLDER") { Description = "Folder of the photographs and label images" };
        Command command = new("init", "Look at a folder of your own and draft its class table, task and experiment") { folder };
        host.On(command, (result, session) => InitData.RunAsync(session, result.GetRequiredValue(folder)));
        return command;
    }

    private static Command Add(CommandHost host)
    {
        Argument<string> name = new("NAME") { Description = "What specs call it" };
        Argument<string> path = new("PATH") { Description = "Folder of the photographs" };
        Option<bool> replace = new("--replace") { Description = "Let the name mean this folder from now on, although the old one is still there" };
        Option<string?> show = new("--show") { Description = "Who may be shown the photographs, labels and predictions over a server: everyone, operators or nobody (everyone at home, operators in a team)", HelpName = "whom" };
        show.AcceptOnlyFromAmong([.. EnumWords.All<PhotographAudience>()]);
        Command command = new("add", "Give a folder of photographs a name that specs can use, or say where a moved one is now") { name, path, replace, show };
        host.On(command, async (result, session) =>
        {
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            RegisterDataSet request = new(result.GetRequiredValue(name), session.FullPath(result.GetRequiredValue(path)), result.GetValue(replace))
            {
                Show = result.GetValue(show) is { } word ? EnumWords.Parse<PhotographAudience>(word) : null,
            };
            RegisteredDataSet registered = await pipeline.AskAsync(request, session.Stop);
            session.Give(registered, terminal => terminal.Say($"data: {registered.Name} now means {registered.Path}"));
            return ExitStatus.Done;
        });
        return command;
    }

    private static Command List(CommandHost host)
    {
        Command command = new("list", "Say which names mean which folders");
        host.On(command, async (_, session) =>
        {
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            IReadOnlyList<RegisteredDataSet> named = await pipeline.AskAsync(new ListDataSets(), session.Stop);
            session.Give(new DataListDocument(named), terminal => DataListReport.Write(terminal, named, session.Home.DataFolder));
            return ExitStatus.Done;
        });
        return command;
    }

    private static Command Remove(CommandHost host)
    {
        Argument<string> name = new("NAME") { Description = "A registered name" };
        Command command = new("remove", "Take a name back; no file is touched, and results stay") { name };
        host.On(command, async (result, session) =>
        {
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            RegisteredDataSet removed = await pipeline.AskAsync(new RemoveDataSet(result.GetRequiredValue(name)), session.Stop);
            session.Give(removed, terminal => terminal.Say($"data: {removed.Name} means no registered folder any more; {removed.Path} is untouched"));
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
