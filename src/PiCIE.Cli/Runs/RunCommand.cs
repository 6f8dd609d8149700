using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Results;

namespace PiCIE.Cli.Runs;

/// <summary>Builds <c>picie run SPEC</c>, which submits a spec and works on it until every run has ended.</summary>
internal static class RunCommand
{
    public static Command Build(CommandHost host)
    {
        Argument<string> spec = new("SPEC") { Description = "The experiment, a YAML file (see experiments/)" };
        Option<string[]> set = SetOption.Build();
        Option<bool> plan = SpecPlan.Option();
        Command command = new("run", "Run the experiment of a spec: the same command again goes on, or shows what is there. Where another process works on this home it follows, and takes over when that ends") { spec, set, plan };
        host.On(command, (result, session) => RunAsync(
            session, SpecFile.Read(session, result.GetRequiredValue(spec)), SetOption.Read(set, result, session), result.GetValue(plan)));
        return command;
    }

    private static async Task<ExitStatus> RunAsync(CommandSession session, SpecFile spec, IReadOnlyList<string> overrides, bool onlyPlan)
    {
        await using LocalPipeline pipeline = LocalPipeline.On(session);
        Task check = StartWeightsCheck.RunAsync(session, pipeline, spec, overrides);
        if (onlyPlan)
        {
            // Alone it works itself, and a team's workers have programs of their own.
            return await SpecPlan.ShowAsync(session, pipeline, spec, overrides, check, works: session.Home.Server is null);
        }

        await check;
        ExperimentRun run = await ExperimentRun.WorkAsync(session, pipeline, spec, overrides);
        session.Give(run.Document, terminal => ExperimentReport.Write(terminal, run.Document, run.Named));
        await run.StopRestAsync(session);
        return run.Status;
    }
}
