using PiCIE.Cli.CommandLine;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Work;

namespace PiCIE.Cli.Runs;

/// <summary>Tells that runs stand as running although no process works on the home: the one that did was killed, and only the next one notices.</summary>
internal static class NobodyWorks
{
    /// <summary>Tells it on standard error, beside the list.</summary>
    /// <param name="session">The command.</param>
    /// <param name="statuses">The statuses of the runs that are shown.</param>
    public static void Tell(CommandSession session, IEnumerable<RunStatus> statuses)
    {
        if (statuses.Contains(RunStatus.Running) && WorkerLock.HolderOf(session.Home) is null)
        {
            session.Terminal.Tell(
                $"Nobody works on {session.Home.Root}: what stands as running was left by a process that has ended. picie run SPEC goes on with it.");
        }
    }
}
