using PiCIE.Cli.Progress;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Observing;
using Spectre.Console;

namespace PiCIE.Cli.Tests.Progress;

public sealed class LiveProgressTests
{
    private readonly StringWriter _screen = new();
    private readonly WatchedStage _stage = new(Guid.NewGuid(), "train", "train · toy · [seed 1]");

    [Fact]
    public void A_bar_shows_the_phase_and_what_ended_stays_as_a_line()
    {
        Watch(progress =>
        {
            progress.Observe(new StageStarted(_stage, 1));
            progress.Observe(new StageProgressed(_stage, "training", 40, 100, "epoch 1 of 4"));
        });
        Watch(progress => progress.Observe(new StageEnded(_stage, 1, AttemptOutcome.Succeeded, 187, null, null)));

        _screen.ToString().ShouldContain("train · toy · [seed 1] · training, epoch 1 of 4");
        _screen.ToString().ShouldContain("40%");
        _screen.ToString().ShouldContain("train · toy · [seed 1]: done in 3:07");
    }

    [Fact]
    public void The_losses_of_an_epoch_stay_as_a_line()
    {
        Watch(progress => progress.Observe(new StageMeasured(_stage, [new("loss", 0, 2.25), new("kmeans.loss1", 0, 0.5), new("kmeans.loss2", 0, 0.25)])));

        _screen.ToString().ShouldContain("train · toy · [seed 1]: epoch 1: loss 2.2500, k-means loss 0.5000 and 0.2500");
    }

    [Fact]
    public void A_new_phase_takes_the_place_of_the_former()
    {
        int tasks = 0;
        Console().Progress().Start(context =>
        {
            LiveProgress progress = new(Console(), context);
            progress.Observe(new StageProgressed(_stage, "clustering", 1, 10, null));
            progress.Observe(new StageProgressed(_stage, "training", 1, 100, null));
            context.Refresh();
            tasks = context.IsFinished ? -1 : 1;
            progress.Observe(new StageEnded(_stage, 1, AttemptOutcome.Succeeded, 1, null, null));
            tasks += context.IsFinished ? 1 : 0;
        });

        tasks.ShouldBe(2, "one bar while a phase goes on, none when the stage has ended");
    }

    private void Watch(Action<LiveProgress> watch)
    {
        IAnsiConsole console = Console();
        console.Progress().Columns(new TaskDescriptionColumn(), new PercentageColumn()).Start(context =>
        {
            watch(new LiveProgress(console, context));
            context.Refresh();
        });
    }

    private IAnsiConsole Console()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(_screen),
        });
        console.Profile.Width = 160;
        return console;
    }
}
