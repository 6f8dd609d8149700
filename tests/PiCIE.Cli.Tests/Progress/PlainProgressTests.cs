using PiCIE.Cli.Progress;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Observing;

namespace PiCIE.Cli.Tests.Progress;

public sealed class PlainProgressTests
{
    private readonly CapturedTerminal _terminal = new();
    private readonly ManualClock _clock = new();
    private readonly WatchedStage _stage = new(Guid.NewGuid(), "train", "train · toy · seed 1");

    [Fact]
    public void A_stage_begins_goes_on_with_rate_and_time_left_and_ends()
    {
        PlainProgress progress = new(_terminal.Terminal, _clock);

        progress.Observe(new StageStarted(_stage, 1));
        progress.Observe(new StageProgressed(_stage, "training", 0, 100, "epoch 1 of 4"));
        _clock.Advance(TimeSpan.FromSeconds(20));
        progress.Observe(new StageProgressed(_stage, "training", 40, 100, "epoch 1 of 4"));
        progress.Observe(new StageEnded(_stage, 1, AttemptOutcome.Succeeded, 187, null, null));

        _terminal.Error.ShouldBe("""
            train · toy · seed 1: started
            train · toy · seed 1: training, epoch 1 of 4 40/100 (40 %), 2/s, 30 s left
            train · toy · seed 1: done in 3:07

            """.ReplaceLineEndings("\n"));
        _terminal.Out.ShouldBeEmpty();
    }

    [Fact]
    public void The_losses_of_an_epoch_are_said_at_once()
    {
        PlainProgress progress = new(_terminal.Terminal, _clock);
        progress.Observe(new StageProgressed(_stage, "train", 23, 23, "epoch 2 of 4"));
        progress.Observe(new StageMeasured(_stage,
        [
            new("loss", 1, 2.25), new("loss.within", 1, 2), new("loss.cross", 1, 2.5), new("kmeans.loss1", 1, 0.5), new("kmeans.loss2", 1, 0.125), new("seconds", 1, 42),
        ]));

        _terminal.Error.Split('\n')[1].ShouldBe(
            "train · toy · seed 1: epoch 2 of 4: loss 2.2500 (within 2.0000, cross 2.5000), k-means loss 0.5000 and 0.1250, 42 s");
    }

    [Fact]
    public void A_loss_that_is_no_number_is_said_too()
    {
        new PlainProgress(_terminal.Terminal, _clock).Observe(new StageMeasured(_stage, [new("loss", 0, double.NaN)]));

        _terminal.Error.ShouldBe("train · toy · seed 1: epoch 1: loss NaN\n");
    }

    [Fact]
    public void Points_of_something_else_are_no_line()
    {
        new PlainProgress(_terminal.Terminal, _clock).Observe(new StageMeasured(_stage, [new("kmeans.loss", 0, 0.5)]));

        _terminal.Error.ShouldBeEmpty();
    }

    [Fact]
    public void In_a_run_the_time_left_is_that_of_all_the_work()
    {
        WorkPace work = new(_clock, [
            new(StageKind.Train, "key", _stage.Title, PlannedStatus.New), new(StageKind.Evaluate, "key", "evaluate · toy · seed 1", PlannedStatus.New),
        ]);
        PlainProgress progress = new(_terminal.Terminal, _clock, work);
        progress.Observe(new StageStarted(_stage, 1));
        progress.Observe(new StageProgressed(_stage, "training", 0, 100, "epoch 1 of 4"));
        _clock.Advance(TimeSpan.FromSeconds(20));
        progress.Observe(new StageProgressed(_stage, "training", 40, 100, "epoch 1 of 4", Share: 0.1));

        _terminal.Error.ShouldContain("training, epoch 1 of 4 40/100 (40 %), 2/s; all: 3:00 left, then evaluate\n");
    }

    [Fact]
    public void Many_notices_in_a_short_time_are_one_line()
    {
        PlainProgress progress = new(_terminal.Terminal, _clock);
        for (int done = 0; done < 1_000; done++)
        {
            _clock.Advance(TimeSpan.FromSeconds(0.01));
            progress.Observe(new StageProgressed(_stage, "training", done, 1_000, null));
        }

        _terminal.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
    }

    [Fact]
    public void A_phase_that_begins_in_the_middle_has_the_pace_of_what_it_did_itself()
    {
        PhasePace pace = new(_clock, "downloading", null, done: 500);
        _clock.Advance(TimeSpan.FromSeconds(10));

        pace.Rate(600).ShouldBe(10);
        pace.Left(600, 700).ShouldBe(TimeSpan.FromSeconds(10));
        pace.Rate(500).ShouldBeNull();
    }

    [Fact]
    public void A_failure_says_why_and_what_to_do()
    {
        new PlainProgress(_terminal.Terminal, _clock).Observe(
            new StageEnded(_stage, 2, AttemptOutcome.Failed, 4, "photo.png is cut off.", "Replace the file."));

        _terminal.Error.ShouldBe("train · toy · seed 1: failed after 4.0 s: photo.png is cut off. Replace the file.\n");
    }

    [Theory]
    [InlineData(4.24, "4.2 s")]
    [InlineData(42, "42 s")]
    [InlineData(187, "3:07")]
    [InlineData(3765, "1:02:45")]
    public void Durations_read_as_people_write_them(double seconds, string words) =>
        ProgressWords.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(words);
}
