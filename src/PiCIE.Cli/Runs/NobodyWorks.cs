using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Results;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Homes;
using PiCIE.Pipeline.Work;
using PiCIE.Pipeline.Workers;

namespace PiCIE.Cli.Runs;

/// <summary>
/// Tells why runs that are not done stand still: no process works on the home (one that was killed leaves them running, and one that was asked to stop
/// leaves them waiting), nobody asks for them, or no worker of a team can do them.
/// </summary>
internal static class NobodyWorks
{
    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(1.5);

    /// <summary>Tells it of listed runs on standard error, beside the list.</summary>
    public static Task TellAsync(CommandSession session, LocalPipeline pipeline, IEnumerable<RunListRow> runs) => TellAsync(
        session, pipeline, [.. runs.Where(run => run.SupersededBy is null).Select(run => (run.Status, StatusWords.IsNotAsked(run.Status, run.Asked, run.Paused)))]);

    /// <inheritdoc cref="TellAsync(CommandSession, LocalPipeline, IEnumerable{RunListRow})"/>
    public static Task TellAsync(CommandSession session, LocalPipeline pipeline, IEnumerable<RunDocument> runs) => TellAsync(
        session, pipeline, [.. runs.Where(run => run.SupersededBy is null).Select(run => (run.Status, StatusWords.IsNotAsked(run.Status, run.Asked, run.Paused)))]);

    /// <summary>Tells it of runs that were just asked for.</summary>
    /// <param name="session">The command.</param>
    /// <param name="pipeline">Asks for the workers of a team.</param>
    /// <param name="statuses">The statuses of the runs.</param>
    public static Task TellAsync(CommandSession session, LocalPipeline pipeline, IEnumerable<RunStatus> statuses) =>
        TellAsync(session, pipeline, [.. statuses.Select(status => (status, false))]);

    /// <summary>Tells it beside the queue.</summary>
    /// <param name="session">The command.</param>
    /// <param name="pipeline">Asks for the workers of a team.</param>
    /// <param name="waits">Whether something waits that is asked for.</param>
    /// <param name="notAsked">Number of runs that are not asked for now.</param>
    public static Task TellOfQueueAsync(CommandSession session, LocalPipeline pipeline, bool waits, int notAsked) =>
        TellAsync(session, pipeline, [.. Enumerable.Repeat((RunStatus.Waiting, true), notAsked), .. waits ? [(RunStatus.Waiting, false)] : Array.Empty<(RunStatus, bool)>()]);

    /// <summary>Tells what waits in a team's queue although no worker that is alive can do it.</summary>
    /// <param name="session">The command.</param>
    /// <param name="pipeline">Asks for it.</param>
    public static async Task TellOfTeamAsync(CommandSession session, LocalPipeline pipeline)
    {
        foreach (string reason in await UnservedAsync(session, pipeline))
        {
            session.Terminal.Tell($"Some of what was submitted to {session.Home.DatabaseName} waits: {reason}.");
        }
    }

    /// <summary>Returns what nobody does. Workers may hear of new photographs at this moment, so it is looked at a second time before anything is said.</summary>
    private static async Task<IReadOnlyList<string>> UnservedAsync(CommandSession session, LocalPipeline pipeline)
    {
        if ((await pipeline.AskAsync(new DescribeUnserved(), session.Stop)).Count == 0)
        {
            return [];
        }

        await Task.Delay(SecondLook, session.Stop);
        return await pipeline.AskAsync(new DescribeUnserved(), session.Stop);
    }

    /// <summary>Tells that what was submitted waits for somebody who works on all of it: a <c>picie run</c> works on what is followed.</summary>
    /// <param name="session">The command.</param>
    public static void TellOfSubmit(CommandSession session)
    {
        if (session.Home.Server is null && !HomeFollowers.IsServed(session.Home))
        {
            session.Terminal.Tell($"It is not worked on yet: picie serve works on it, or picie run with the same spec. (Home: {session.Home.Root}. A team's database is named by PICIE_DATABASE, which is not set.)");
        }
    }

    private static async Task TellAsync(CommandSession session, LocalPipeline pipeline, IReadOnlyList<(RunStatus Status, bool NotAsked)> runs)
    {
        (RunStatus Status, bool NotAsked)[] open = [.. runs.Where(run => run.Status is RunStatus.Waiting or RunStatus.Running)];
        if (session.Home.Server is not null)
        {
            await (open.Length > 0 ? TellOfTeamAsync(session, pipeline) : Task.CompletedTask);
            return;
        }

        if (open.Any(run => run.NotAsked))
        {
            int count = open.Count(run => run.NotAsked);
            session.Terminal.Tell($"{(count == 1 ? "1 run is" : $"{count} runs are")} {StatusWords.NotAsked}: picie run SPEC goes on with what its spec names, and picie resume RUN submits runs to picie serve.");
        }

        if (open.Any(run => !run.NotAsked) && WorkerLock.HolderOf(session.Home) is null)
        {
            string left = open.Any(run => run is { Status: RunStatus.Running, NotAsked: false }) ? "what stands as running was left by a process that has ended" : "what stands as waiting was submitted and is not worked on";
            session.Terminal.Tell($"Nobody works on {session.Home.Root}: {left}. picie serve goes on with it, or picie run SPEC. (A team's database is named by PICIE_DATABASE, which is not set.)");
        }
    }
}
