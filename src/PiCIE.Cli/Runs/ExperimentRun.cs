using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Progress;
using PiCIE.Cli.Results;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Homes;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Submissions;
using PiCIE.Pipeline.Work;

namespace PiCIE.Cli.Runs;

/// <summary>The result of the work on an experiment.</summary>
/// <param name="Document">The experiment as it stands now.</param>
/// <param name="Named">Ids of the runs that the spec names, in its order.</param>
/// <param name="Status">Exit status that it leads to.</param>
internal sealed record ExperimentRun(ExperimentDocument Document, IReadOnlyList<Guid> Named, ExitStatus Status)
{
    private Task _rest = Task.CompletedTask;

    /// <summary>Waits until what this process did for others has stopped. The result stands whatever becomes of that.</summary>
    /// <param name="session">The command.</param>
    public async Task StopRestAsync(CommandSession session)
    {
        try
        {
            await _rest;
        }
        catch (PicieException trouble)
        {
            session.Terminal.Tell(trouble.Message);
        }
    }

    /// <summary>Submits a spec, works on it with progress, or follows those who do, and reads the result.</summary>
    /// <param name="session">The command.</param>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="spec">The spec.</param>
    /// <param name="overrides">Settings of the command line.</param>
    public static async Task<ExperimentRun> WorkAsync(
        CommandSession session, LocalPipeline pipeline, SpecFile spec, IReadOnlyList<string> overrides)
    {
        OwnFollower? taken;
        try
        {
            // Alone, the runs are wanted while this process lives; a team's workers do what was submitted, whoever follows.
            taken = session.Home.Server is null ? pipeline.Followers.Begin() : null;
        }
        catch (PicieException unwritable) when (unwritable.Code == HomeFollowers.Unwritable)
        {
            if (await FinishedAsync(session, pipeline, spec, overrides) is { } finished)
            {
                return finished;
            }

            throw;
        }

        await using OwnFollower? follower = taken;
        (SubmittedExperiment submitted, WorkOutcome outcome, Task rest) = await SubmitAndWorkAsync(session, pipeline, spec, overrides, follower);
        if (outcome == WorkOutcome.Failed)
        {
            (await pipeline.AskAsync(new DescribeCancels(submitted.Runs), CancellationToken.None)).ToList().ForEach(session.Terminal.Tell);
        }

        ExperimentDocument document = await pipeline.AskAsync(new ShowExperiment(submitted.ExperimentId), CancellationToken.None);
        if (outcome == WorkOutcome.Interrupted)
        {
            session.Terminal.Tell(session.Home.Server is null
                ? $"Interrupted. What is done is kept: the same command goes on. (Home: {session.Home.Root})"
                : $"No longer followed. The runs stay submitted to {session.Home.DatabaseName}: workers go on with them, and the same command follows them again.");
        }

        IReadOnlyList<Guid> named = await pipeline.AskAsync(new FindSuccessors(submitted.Runs), CancellationToken.None);
        return new ExperimentRun(document, named, StatusOf(outcome)) { _rest = rest };
    }

    /// <summary>Tells that a submit ended the pause of its experiment, and which settings are mostly a slip of the pen.</summary>
    public static void TellSubmitted(CommandSession session, SubmittedExperiment submitted)
    {
        submitted.Plan.Remarks.ToList().ForEach(session.Terminal.Tell);
        if (submitted.WasPaused)
        {
            session.Terminal.Tell($"{submitted.Name} was paused; that pause has ended.");
        }
    }

    /// <summary>Returns the result of a spec whose runs are all done, from a home that cannot be written; null where there is something left to do.</summary>
    private static async Task<ExperimentRun?> FinishedAsync(CommandSession session, LocalPipeline pipeline, SpecFile spec, IReadOnlyList<string> overrides)
    {
        PlanDocument plan = await pipeline.AskAsync(new PlanExperiment(spec.Text, spec.Path, overrides, session.Home.Person), session.Stop);
        if (!plan.Runs.All(run => run.Known) || !plan.Stages.All(stage => stage.Done))
        {
            return null;
        }

        session.Say(PlanReport.Summary(plan));
        FoundRuns found = await pipeline.AskAsync(new FindRuns(plan.Experiment, session.Home.Person, [.. plan.Runs.Select(run => run.Name)]), session.Stop);
        return new ExperimentRun(await pipeline.AskAsync(new ShowExperiment(found.ExperimentId), session.Stop), found.Runs, ExitStatus.Done);
    }

    private static async Task<(SubmittedExperiment Submitted, WorkOutcome Outcome, Task Stopping)> SubmitAndWorkAsync(
        CommandSession session, LocalPipeline pipeline, SpecFile spec, IReadOnlyList<string> overrides, OwnFollower? follower)
    {
        SubmittedExperiment submitted = await pipeline.AskAsync(
            new SubmitExperiment(spec.Text, spec.Path, overrides, session.Home.Person) { Follower = follower?.Id }, session.Stop);
        TellSubmitted(session, submitted);
        session.Say(PlanReport.Summary(submitted.Plan));
        (WorkOutcome outcome, Task rest) = submitted.Plan.Stages.All(stage => stage.Done) ? (WorkOutcome.Done, Task.CompletedTask)
            : session.Home.Server is null ? await WorkAsync(session, pipeline, submitted)
            : (await FollowAsync(session, pipeline, submitted), Task.CompletedTask);
        return (submitted, outcome, rest);
    }

    /// <summary>Works until the runs have ended; the rest is the stop of what it did for others.</summary>
    private static async Task<(WorkOutcome Outcome, Task Stopping)> WorkAsync(CommandSession session, LocalPipeline pipeline, SubmittedExperiment submitted)
    {
        TaskCompletionSource<WorkOutcome> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<WorkOutcome> all = ended.Task;
        StageInWork work = new(TimeProvider.System);
        session.AnswerToStop = () => pipeline.Worker.Works ? work.AnswerToStop() : "Stopping to follow. What is done is kept; the same command goes on.";
        WorkOutcome outcome = await ProgressDisplay.WatchAsync(
            session.Terminal,
            async observer =>
            {
                all = pipeline.Worker.RunAsync(submitted.ExperimentId, submitted.Runs, work.BeforeObserver(observer), session.Stop, session.StopNow, ended.SetResult);
                return await await Task.WhenAny(all, ended.Task);
            },
            new WorkPace(TimeProvider.System, submitted.Plan.Stages));
        return (outcome, all);
    }

    private static async Task<WorkOutcome> FollowAsync(CommandSession session, LocalPipeline pipeline, SubmittedExperiment submitted)
    {
        await NobodyWorks.TellOfTeamAsync(session, pipeline);
        session.AnswerToStop = static () => "Stopping to follow.";
        return await ProgressDisplay.WatchAsync(session.Terminal, observer => pipeline.Follower.RunAsync(
            new FollowedRuns(submitted.ExperimentId, submitted.Runs), observer, session.Terminal.Tell, session.Stop));
    }

    private static ExitStatus StatusOf(WorkOutcome outcome) => outcome switch
    {
        WorkOutcome.Done => ExitStatus.Done,
        WorkOutcome.Failed => ExitStatus.RunFailed,
        WorkOutcome.Interrupted => ExitStatus.Interrupted,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "unknown outcome"),
    };
}
