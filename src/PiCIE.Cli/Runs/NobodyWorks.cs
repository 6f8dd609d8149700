using PiCIE.Cli.CommandLine;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Work;
using PiCIE.Pipeline.Workers;

namespace PiCIE.Cli.Runs;

/// <summary>
/// Tells that runs stand as running or waiting although no process works on the home: one that was killed leaves them running, and one that was
/// asked to stop leaves them waiting.
/// </summary>
internal static class NobodyWorks
{
    /// <summary>Tells it on standard error, beside the list.</summary>
    /// <param name="session">The command.</param>
    /// <param name="pipeline">Asks for the workers of a team.</param>
    /// <param name="statuses">The statuses of the runs that are shown.</param>
    public static async Task TellAsync(CommandSession session, LocalPipeline pipeline, IEnumerable<RunStatus> statuses)
    {
        HashSet<RunStatus> shown = [.. statuses];
        if (session.Home.Server is not null)
        {
            await (shown.Contains(RunStatus.Running) || shown.Contains(RunStatus.Waiting) ? TellOfTeamAsync(session, pipeline) : Task.CompletedTask);
        }
        else if ((shown.Contains(RunStatus.Running) || shown.Contains(RunStatus.Waiting)) && WorkerLock.HolderOf(session.Home) is null)
        {
            string left = shown.Contains(RunStatus.Running) ? "what stands as running was left by a process that has ended" : "what stands as waiting was submitted and is not worked on";
            session.Terminal.Tell($"Nobody works on {session.Home.Root}: {left}. picie run SPEC goes on with it. (A team's database is named by PICIE_DATABASE, which is not set.)");
        }
    }

    /// <summary>Tells what waits in a team's queue although no worker that is alive can do it.</summary>
    /// <param name="session">The command.</param>
    /// <param name="pipeline">Asks for it.</param>
    public static async Task TellOfTeamAsync(CommandSession session, LocalPipeline pipeline)
    {
        foreach (string reason in await pipeline.AskAsync(new DescribeUnserved(), session.Stop))
        {
            session.Terminal.Tell($"Some of what was submitted to {session.Home.DatabaseName} waits: {reason}.");
        }
    }
}
