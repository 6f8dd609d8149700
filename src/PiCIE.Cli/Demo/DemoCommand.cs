using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Runs;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Demo;

/// <summary>
/// Builds <c>picie demo</c>, which draws toy scenes and lets PiCIE and its frozen control run on them through the ordinary pipeline.
/// Nothing is special about it but the scenes: its specs lie in the home afterwards and can be run, changed and run again.
/// </summary>
internal static class DemoCommand
{
    public static Command Build(CommandHost host)
    {
        Option<int> seed = WholeNumberOption.Of("--seed", "Seed of the two runs", otherwise: 1, lowest: 1, highest: int.MaxValue);
        Command command = new("demo", "Draw toy scenes and see PiCIE learn on them, beside its frozen control (some minutes)") { seed };
        host.On(command, (result, session) => RunAsync(session, result.GetValue(seed)));
        return command;
    }

    private static async Task<ExitStatus> RunAsync(CommandSession session, int seed)
    {
        DemoFolder folder = DemoFolder.In(session.Home);
        foreach (string kept in folder.WriteSpecs())
        {
            session.Terminal.Tell($"The demo's own file was changed; the changed one is kept as {kept}");
        }

        await DemoScenes.DrawAsync(session, folder);
        await using LocalPipeline pipeline = LocalPipeline.On(session);
        (RunDocument Run, ExitStatus Status) frozen = await RunAsync(session, pipeline, folder.FrozenSpec, seed);
        if (frozen.Status != ExitStatus.Done)
        {
            return frozen.Status;
        }

        (RunDocument Run, ExitStatus Status) picie = await RunAsync(session, pipeline, folder.PicieSpec, seed);
        if (picie.Status != ExitStatus.Done)
        {
            return picie.Status;
        }

        DemoDocument document = DemoDocument.Of(seed, frozen.Run, picie.Run);
        session.Give(document, terminal => DemoReport.Write(terminal, document, folder));
        return ExitStatus.Done;
    }

    private static async Task<(RunDocument Run, ExitStatus Status)> RunAsync(
        CommandSession session, LocalPipeline pipeline, string specPath, int seed)
    {
        ExperimentRun run = await ExperimentRun.WorkAsync(session, pipeline, SpecFile.Read(session, specPath), [$"seeds=[{seed}]"]);
        await run.StopRestAsync(session);
        if (run.Status != ExitStatus.Done)
        {
            session.Give(run.Document, terminal => Results.ExperimentReport.Write(terminal, run.Document));
        }

        // Not just any run with this seed: a demo of another version may have left one.
        return (run.Document.Runs.Single(candidate => candidate.Id == run.Named[0]), run.Status);
    }
}
