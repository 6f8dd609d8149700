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

/// <summary>Builds <c>picie workers list</c>.</summary>
internal static class WorkersCommand
{
    public static Command Build(CommandHost host)
    {
        Option<bool> all = new("--all") { Description = "Also those that have ended, and those that fell silent more than a day ago" };
        Command list = new("list", "List the workers of a team and what they do") { all };
        host.On(list, async (result, session) =>
        {
            if (session.Home.Server is null)
            {
                throw new PicieException(
                    "no-team-database", "Only a team has workers, and PICIE_DATABASE names no database of one.", "PICIE_DATABASE",
                    "Set PICIE_DATABASE to the PostgreSQL database of the team; alone, picie run works by itself.", ProblemKind.Input);
            }

            await using LocalPipeline pipeline = LocalPipeline.On(session);
            WorkerListDocument document = await pipeline.AskAsync(new ListWorkers(result.GetValue(all)), session.Stop);
            session.Give(document, terminal => Write(terminal, document, session.Home.DatabaseName));
            return ExitStatus.Done;
        });
        return new Command("workers", "Look at the workers of a team") { list };
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
