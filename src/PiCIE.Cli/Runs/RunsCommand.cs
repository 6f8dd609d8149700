using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Results;
using PiCIE.Cli.Terminals;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;

namespace PiCIE.Cli.Runs;

/// <summary>Builds <c>picie runs list</c>, <c>picie runs show RUN</c> and <c>picie runs compare RUN…</c>.</summary>
internal static class RunsCommand
{
    private const int DefaultLimit = 100;
    private const int HighestLimit = 10_000;

    public static Command Build(CommandHost host) => new("runs", "List runs, show one, or compare some") { List(host), Show(host), Compare(host) };

    private static Command List(CommandHost host)
    {
        Option<string?> experiment = new("--experiment") { Description = "Only the runs of this experiment (its name, person/name or id)", HelpName = "name" };
        Option<int> offset = WholeNumberOption.Of("--offset", "Runs to pass over", otherwise: 0, lowest: 0, highest: int.MaxValue);
        Option<int> limit = WholeNumberOption.Of("--limit", "Runs to list", DefaultLimit, lowest: 1, HighestLimit);
        Option<string?> where = new("--where") { Description = "Only runs that a filter lets through, e.g. 'status = done and metrics.meanIoU > 14' (docs/filters.md)", HelpName = "filter" };
        Option<string?> sort = new("--sort") { Description = "Sort by fields, - in front for the largest first, e.g. -metrics.val.meanIoU,created", HelpName = "fields" };
        Command command = new("list", "List runs, newest first") { experiment, where, sort, offset, limit };
        host.On(command, async (result, session) =>
        {
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            ListRuns query = new(result.GetValue(experiment), result.GetValue(offset), result.GetValue(limit), WithDetails: session.Json) { Where = result.GetValue(where), Sort = result.GetValue(sort) };
            RunListDocument document = await pipeline.AskAsync(query, session.Stop);
            int archived = document.Paging.Total > 0 || query.Where is not null ? 0
                : (await pipeline.AskAsync(new ListRuns(query.Experiment, Limit: 1) { Where = "archived = true" }, session.Stop)).Paging.Total;
            session.Give(document, terminal => RunList.Write(terminal, document, session.Home.Server is null ? session.Home.Root : session.Home.DatabaseName, query.Where, archived));
            await NobodyWorks.TellAsync(session, pipeline, document.Runs);
            return ExitStatus.Done;
        });
        return command;
    }

    private static Command Show(CommandHost host)
    {
        Argument<string> run = new("RUN") { Description = $"{RunArgument.Description}; or an experiment: all its runs" };
        Command command = new("show", "Show all of a run: stages, curve, figures of each class and repeat, matrix, files") { run };
        host.On(command, async (result, session) =>
        {
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            ExperimentDocument document = await pipeline.AskAsync(new ShowRuns(result.GetRequiredValue(run)), session.Stop);
            session.Give(document, terminal => WriteShown(terminal, document));
            await NobodyWorks.TellAsync(session, pipeline, document.Runs);
            return ExitStatus.Done;
        });
        return command;
    }

    private static Command Compare(CommandHost host)
    {
        Argument<string[]> runs = new("RUN") { Description = "Runs or experiments; each stands for all runs of its settings, seeds apart", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> experiment = new("--experiment") { Description = "Compare all settings of this experiment (its name, person/name or id)", HelpName = "name" };
        Command command = new("compare", "Compare settings, and mean and deviation over all seeds of each, unnamed and archived ones too") { runs, experiment };
        host.On(command, async (result, session) =>
        {
            string[] names = result.GetValue(runs) ?? [];
            if (names.Length == 0 && result.GetValue(experiment) is null)
            {
                throw new PicieException(
                    "usage", "Nothing is named that could be compared.", null, "Name runs or experiments (picie runs list shows them), or give --experiment NAME.", ProblemKind.Input);
            }

            await using LocalPipeline pipeline = LocalPipeline.On(session);
            ComparisonDocument document = await pipeline.AskAsync(new CompareRuns(names, result.GetValue(experiment)), session.Stop);
            session.Give(document, terminal => ComparisonReport.Write(terminal, document));
            return ExitStatus.Done;
        });
        return command;
    }

    private static void WriteShown(Terminal terminal, ExperimentDocument document)
    {
        if (document.Runs.Count == 1)
        {
            RunReport.Write(terminal, document);
        }
        else
        {
            ExperimentReport.Write(terminal, document);
        }
    }
}
