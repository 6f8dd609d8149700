using System.CommandLine;
using System.Globalization;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Results;
using PiCIE.Cli.Runs;
using PiCIE.Cli.Terminals;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Waiting;
using PiCIE.Storage.Limits;
using Spectre.Console;

namespace PiCIE.Cli.Queues;

/// <summary>Builds <c>picie queue</c>: what waits and why, and what people may have at once.</summary>
internal static class QueueCommand
{
    private const int Shown = 30;
    private const int Unset = -1;
    private const string Everybody = "everybody else";

    public static Command Build(CommandHost host) => new("queue", "Look at what waits, and why; weigh people") { List(host), Limit(host) };

    private static Command List(CommandHost host)
    {
        Option<int> most = WholeNumberOption.Of("--limit", "Most stages that are listed", Shown, 1, int.MaxValue);
        Command command = new("list", "List what runs and waits, in the order in which it is next, each with the reason") { most };
        host.On(command, async (result, session) =>
        {
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            QueueDocument queue = await pipeline.AskAsync(new ListQueue(result.GetValue(most)), session.Stop);
            session.Give(queue, terminal => Write(terminal, queue));
            await NobodyWorks.TellOfQueueAsync(session, pipeline, queue.Total > 0, queue.NotAsked);
            return ExitStatus.Done;
        });
        return command;
    }

    private static Command Limit(CommandHost host)
    {
        Argument<string?> person = new("PERSON") { Description = "Name of the person; without one, everybody who has none of their own", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> weight = new("--weight") { Description = "Share beside others while both wait: 2 is twice that of 1", HelpName = "number" };
        Option<int> most = WholeNumberOption.Of("--most", "Most stages at once", Unset, 0, int.MaxValue);
        Option<bool> clear = new("--clear") { Description = "Remove what was set: for a person, or without one for everybody else and of the times" };
        Dictionary<string, Option<int>> times = new()
        {
            [AgreedTimes.LeaseName] = WholeNumberOption.Of("--lease", "Seconds for which a worker counts as alive without a sign of life (30 by itself); everybody's", Unset, 10, 3600),
            [AgreedTimes.OfferName] = WholeNumberOption.Of("--offer", "Seconds for which a stage is offered to one pool (15 by itself); everybody's", Unset, 12, 3600),
            [AgreedTimes.ReconcileName] = WholeNumberOption.Of("--reconcile", "Seconds between two looks for what was lost (10 by itself); everybody's", Unset, 1, 3600),
        };
        Command command = new("limit", "Show or set the weight of people, how many stages they may have at once, and the times that all processes agree on") { person, weight, most, clear };
        times.Values.ToList().ForEach(command.Add);
        host.On(command, async (result, session) =>
        {
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            int given = result.GetValue(most);
            LimitsDocument limits = await pipeline.AskAsync(
                new LimitPerson(result.GetValue(person) ?? string.Empty, WeightOf(result.GetValue(weight)), given < 0 ? null : given, result.GetValue(clear))
                {
                    Times = times.Where(time => result.GetValue(time.Value) != Unset).ToDictionary(time => time.Key, time => result.GetValue(time.Value)),
                },
                session.Stop);
            session.Give(limits, terminal => Write(terminal, limits));
            return ExitStatus.Done;
        });
        return command;
    }

    private static double? WeightOf(string? text) => text is null ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double weight) && weight > 0 && double.IsFinite(weight) ? weight
        : throw new PicieException("usage", $"--weight is '{text}'; it is a number above 0.", null, "For example --weight 2.", ProblemKind.Input);

    internal static void Write(Terminal terminal, QueueDocument queue)
    {
        foreach (PausedExperiment paused in queue.Paused)
        {
            string running = paused.StillRunning.Count == 0 ? "" : $" Still running: {string.Join("; ", paused.StillRunning)}.";
            terminal.Say($"{paused.Experiment} of {paused.Person} is paused: {paused.Runs} run{(paused.Runs == 1 ? "" : "s")} of it wait{(paused.Runs == 1 ? "s" : "")} for picie resume {ShellWord.Of(paused.Experiment)}.{running}");
        }

        if (queue.Total == 0)
        {
            terminal.Say(queue.Paused.Count == 0 ? "Nothing waits and nothing runs." : "Nothing else waits or runs.");
            return;
        }

        FittedTable table = new([">place", "stage", "experiment", "person", ">priority", "state", "~why"], ["priority", "person", "experiment"], "why");
        foreach (QueuedStage stage in queue.Stages)
        {
            table.Row($"{stage.Place}", stage.Title, stage.Experiment, stage.Person, $"{stage.Priority}", stage.State.Word(), stage.Reason);
        }

        table.Draw(terminal);
        if (queue.Total > queue.Stages.Count)
        {
            terminal.Say($"{queue.Stages.Count} of {queue.Total} stages; --limit {queue.Total} lists all.");
        }
    }

    private static void Write(Terminal terminal, LimitsDocument limits)
    {
        if (limits.Times.Count > 0)
        {
            terminal.Say($"Times of the queue: {string.Join(", ", limits.Times.Select(time => string.Create(CultureInfo.InvariantCulture, $"{time.Key} {time.Value} s")))}.");
        }

        if (limits.People.Count == 0)
        {
            terminal.Say("Everybody has weight 1 and no limit.");
            return;
        }

        Table table = Tables.Of("person", ">weight", ">most at once");
        foreach (PersonLimit one in limits.People)
        {
            table.Row(one.Person.Length == 0 ? Everybody : one.Person, one.Weight?.ToString(CultureInfo.InvariantCulture) ?? "–", one.Most?.ToString(CultureInfo.InvariantCulture) ?? "–");
        }

        terminal.Draw(table);
    }
}
