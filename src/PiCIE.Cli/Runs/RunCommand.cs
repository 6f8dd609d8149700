using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Results;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Submissions;

namespace PiCIE.Cli.Runs;

/// <summary>Builds <c>picie run SPEC</c>, which submits a spec and works on it until every run has ended.</summary>
internal static class RunCommand
{
    public static Command Build(CommandHost host)
    {
        Argument<string> spec = new("SPEC") { Description = "The experiment, a YAML file (see experiments/)" };
        Option<string[]> set = SetOption.Build();
        Option<bool> plan = new("--plan") { Description = "Only say what would be done" };
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
            // The check waits for a process of its own, and the plan is made meanwhile. Where both fail, the check is heard.
            Task<PlanDocument> planning = Task.Run(
                () => pipeline.AskAsync(new PlanExperiment(spec.Text, spec.Path, overrides, session.Home.Person), session.Stop));
            await Task.WhenAll(check, planning);
            PlanDocument plan = await planning;
            RequireStageProgram(session.Home);
            session.Give(plan, terminal => PlanReport.Write(terminal, plan));
            return ExitStatus.Done;
        }

        await check;
        ExperimentRun run = await ExperimentRun.WorkAsync(session, pipeline, spec, overrides);
        session.Give(run.Document, terminal => ExperimentReport.Write(terminal, run.Document, run.Named));
        return run.Status;
    }

    /// <summary>Requires what the run would require of this machine: alone it works itself, and a team's workers have programs of their own.</summary>
    private static void RequireStageProgram(PicieHome home) => _ = home.Server is null ? StageExecutable.Find(home) : null;
}
