using System.CommandLine;
using System.Globalization;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Results;
using PiCIE.Cli.Terminals;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Workers;
using Spectre.Console;

namespace PiCIE.Cli.Workers;

/// <summary>Builds <c>picie workers list|drain</c>.</summary>
internal static class WorkersCommand
{
    public static Command Build(CommandHost host) => new("workers", "Look at the workers of a team, and let them end") { List(host), Drain(host) };

    private static Command List(CommandHost host)
    {
        Option<bool> all = new("--all") { Description = "Also those that have ended, and those that fell silent more than a day ago" };
        Command command = new("list", "List the workers of a team and what they do") { all };
        host.On(command, async (result, session) =>
        {
            RequireTeam(session);
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            WorkerListDocument document = await pipeline.AskAsync(new ListWorkers(result.GetValue(all)), session.Stop);
            session.Give(document, terminal => Write(terminal, document, session.Home.DatabaseName));
            return ExitStatus.Done;
        });
        return command;
    }

    private static Command Drain(CommandHost host)
    {
        Argument<string[]> workers = new("WORKER") { Description = "host:process as the list shows it, a host for all of its workers, or an id", Arity = ArgumentArity.OneOrMore };
        Command command = new("drain", "Let workers end from anywhere, as SIGTERM does: they take nothing more, and keep what they can of what they do") { workers };
        host.On(command, async (result, session) =>
        {
            RequireTeam(session);
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            DrainedWorkersDocument document = await pipeline.AskAsync(new DrainWorkers(result.GetRequiredValue(workers)), session.Stop);
            session.Give(document, terminal => Write(terminal, document));
            return ExitStatus.Done;
        });
        return command;
    }

    private static void RequireTeam(CommandSession session)
    {
        if (session.Home.Server is null)
        {
            throw new PicieException(
                "no-team-database", "Only a team has workers, and PICIE_DATABASE names no database of one.", "PICIE_DATABASE",
                "Set PICIE_DATABASE to the PostgreSQL database of the team; alone, picie run works by itself.", ProblemKind.Input);
        }
    }

    private static void Write(Terminal terminal, DrainedWorkersDocument document)
    {
        foreach (DrainedWorkerDocument worker in document.Workers)
        {
            string what = worker switch
            {
                { Silent: true } => "was not heard of for longer than its lease; it ends when it is heard of again",
                { Stages.Count: 0 } => "takes nothing more and ends at its next heartbeat",
                _ => $"takes nothing more and ends when this has reached a checkpoint or its end: {string.Join("; ", worker.Stages)}",
            };
            terminal.Say($"{worker.Host}:{worker.Pid} {what}.{(worker.WasDraining ? " It was asked before." : "")}");
        }
    }

    private static void Write(Terminal terminal, WorkerListDocument document, string database)
    {
        if (document.Workers.Count == 0)
        {
            terminal.Say($"No worker works for {database}. picie worker starts one; --all also lists those that have ended.");
            return;
        }

        Table table = Tables.Of("worker", "state", "~pool", ">slots", "device", "~does", "since");
        foreach (WorkerDocument worker in document.Workers)
        {
            foreach ((int index, WorkerPoolDocument pool) in worker.Pools.Index())
            {
                table.Row(
                    index == 0 ? $"{worker.Host}:{worker.Pid}" : string.Empty,
                    index == 0 ? worker.State.Word() : string.Empty,
                    pool.Kinds is [var only] && only == pool.Name ? pool.Name : $"{pool.Name}: {string.Join(", ", pool.Kinds)}",
                    $"{pool.Stages.Count}/{pool.Slots}",
                    pool.Device,
                    string.Join("; ", pool.Stages),
                    index == 0 ? worker.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : string.Empty);
            }
        }

        terminal.Draw(table);
        foreach (WorkerDocument worker in document.Workers.Where(worker => worker.State == WorkerState.Closed))
        {
            terminal.Say($"{worker.Host}:{worker.Pid} takes no stage: {worker.Trouble}");
        }
    }
}
