using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Queues;
using PiCIE.Cli.Results;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Waiting;

namespace PiCIE.Cli.Tests.Results;

/// <summary>Tables on narrow terminals leave columns out; ids and names stay whole.</summary>
public sealed class NarrowTerminalTests
{
    [Theory]
    [InlineData("seed-1", 40)]
    [InlineData("seed-1", 60)]
    [InlineData("seed-5,train.epochs=3,cluster.k=27", 60)]
    [InlineData("seed-5,train.epochs=3,cluster.k=27", 80)]
    [InlineData("seed-5,train.epochs=3,cluster.k=27", 110)]
    public void A_list_of_runs_keeps_ids_names_status_and_mean_IoU(string name, int columns)
    {
        CapturedTerminal terminal = new(columns);
        RunListDocument list = Documents.List();

        RunList.Write(terminal.Terminal, list with { Runs = [list.Runs[0] with { Name = name }, .. list.Runs.Skip(1)], Paging = new PagingDocument(3, 0, 3) }, "/home");

        Lines(terminal).ShouldAllBe(line => line.Length <= columns);
        Lines(terminal).ShouldContain(line => line.Contains("00000001") && line.Contains("done") && line.Contains("40.25"));
        Lines(terminal).ShouldContain(line => line.Contains($"toy-picie/{name}"));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    public void The_result_of_run_keeps_ids_names_and_the_first_mean_IoU(int columns)
    {
        CapturedTerminal terminal = new(columns);

        ExperimentReport.Write(terminal.Terminal, Documents.Experiment());

        foreach (RunDocument run in Documents.Experiment().Runs)
        {
            Lines(terminal).ShouldContain(line => line.Contains(run.Name) && line.Contains(ShortIds.Of(run.Id)));
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(70)]
    [InlineData(80)]
    public void The_queue_keeps_the_stage_and_its_state_and_says_why(int columns)
    {
        const string Title = "train camvid-picie/seed-11";
        CapturedTerminal terminal = new(columns);

        QueueCommand.Write(terminal.Terminal, new QueueDocument([new QueuedStage(Guid.Empty, Title, StageKind.Train, StageState.Ready, "camvid-picie", "ada", 0, 1, "It is next")], 1, []));

        Lines(terminal).ShouldAllBe(line => line.Length <= columns);
        Lines(terminal).ShouldContain(line => line.Contains(Title) && line.Contains("ready"));
        terminal.Out.ShouldContain("It is next");
    }

    [Theory]
    [InlineData("60", 60)]
    [InlineData("0", null)]
    [InlineData("wide", null)]
    [InlineData(null, null)]
    public void COLUMNS_is_the_width_of_a_pipe(string? variable, int? columns) => ProcessSurroundings.ColumnsOf(variable).ShouldBe(columns);

    private static string[] Lines(CapturedTerminal terminal) => terminal.Out.Split('\n');
}
