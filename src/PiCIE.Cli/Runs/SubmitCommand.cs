using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Results;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Submissions;

namespace PiCIE.Cli.Runs;

/// <summary>Builds <c>picie submit SPEC</c>, which submits a spec and leaves the work to others.</summary>
internal static class SubmitCommand
{
    public static Command Build(CommandHost host)
    {
        Argument<string> spec = new("SPEC") { Description = "The experiment, a YAML file (see experiments/)" };
        Option<string[]> set = SetOption.Build();
        Option<bool> plan = SpecPlan.Option();
        Command command = new("submit", "Submit the experiment of a spec; workers do it, or picie serve (picie run also follows)") { spec, set, plan };
        host.On(command, (result, session) => SubmitAsync(
            session, SpecFile.Read(session, result.GetRequiredValue(spec)), SetOption.Read(set, result, session), result.GetValue(plan)));
        return command;
    }

    private static async Task<ExitStatus> SubmitAsync(CommandSession session, SpecFile spec, IReadOnlyList<string> overrides, bool onlyPlan)
    {
        await using LocalPipeline pipeline = LocalPipeline.On(session);
        Task check = StartWeightsCheck.RunAsync(session, pipeline, spec, overrides);
        if (onlyPlan)
        {
            return await SpecPlan.ShowAsync(session, pipeline, spec, overrides, check, works: false);
        }

        await check;
        SubmittedExperiment submitted = await pipeline.AskAsync(
            new SubmitExperiment(spec.Text, spec.Path, overrides, session.Home.Person), session.Stop);
        ExperimentDocument document = await pipeline.AskAsync(new ShowExperiment(submitted.ExperimentId), session.Stop);
        ExperimentRun.TellSubmitted(session, submitted);
        session.Give(document, terminal =>
        {
            terminal.Say(PlanReport.Summary(submitted.Plan));
            terminal.Say(submitted.Plan.Stages.All(stage => stage.Done)
                ? "All of it is done already."
                : submitted.NewRuns == 0
                ? $"Nothing new: its runs were submitted to {session.Home.DatabaseName} before. picie runs list --experiment {ShellWord.Of(submitted.Plan.Experiment)} shows how far they are."
                : $"Submitted to {session.Home.DatabaseName}. picie runs list --experiment {ShellWord.Of(submitted.Plan.Experiment)} shows how far it is.");
        });
        if (session.Home.Server is not null)
        {
            await NobodyWorks.TellAsync(session, pipeline, document.Runs.Where(run => submitted.Runs.Contains(run.Id)));
        }
        else if (!submitted.Plan.Stages.All(stage => stage.Done))
        {
            NobodyWorks.TellOfSubmit(session);
        }

        return ExitStatus.Done;
    }
}
