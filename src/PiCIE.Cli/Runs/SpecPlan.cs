using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Results;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Submissions;

namespace PiCIE.Cli.Runs;

/// <summary>Shows what a spec would do (<c>--plan</c>), and changes nothing.</summary>
internal static class SpecPlan
{
    /// <summary>Returns the option.</summary>
    public static Option<bool> Option() => new("--plan") { Description = "Only say what would be done, and what time and disk are expected of it" };

    /// <summary>Gives the plan of a spec. Whatever a run or a submit would refuse, this refuses too.</summary>
    /// <param name="session">The command.</param>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="spec">The spec.</param>
    /// <param name="overrides">Settings of the command line.</param>
    /// <param name="check">The check of the start weights, which has begun.</param>
    /// <param name="works">Whether this machine would do the work, and so needs a stage program.</param>
    public static async Task<ExitStatus> ShowAsync(
        CommandSession session, LocalPipeline pipeline, SpecFile spec, IReadOnlyList<string> overrides, Task check, bool works)
    {
        // The check waits for a process of its own, and the plan is made meanwhile. Where both fail, the check is heard.
        Task<PlanDocument> planning = Task.Run(
            () => pipeline.AskAsync(new PlanExperiment(spec.Text, spec.Path, overrides, session.Home.Person), session.Stop));
        await Task.WhenAll(check, planning);
        PlanDocument plan = await planning;
        _ = works ? StageExecutable.Find(session.Home) : null;
        plan.Remarks.ToList().ForEach(session.Terminal.Tell);
        session.Give(plan, terminal => PlanReport.Write(terminal, plan));
        return ExitStatus.Done;
    }
}
