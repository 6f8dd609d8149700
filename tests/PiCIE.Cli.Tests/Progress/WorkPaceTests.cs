using PiCIE.Cli.Progress;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Observing;

namespace PiCIE.Cli.Tests.Progress;

public sealed class WorkPaceTests
{
    private static readonly WatchedStage TrainOne = new(Guid.NewGuid(), "train", "train · toy · seed 1");
    private static readonly WatchedStage TrainTwo = new(Guid.NewGuid(), "train", "train · toy · seed 2");
    private static readonly WatchedStage ClusterOne = new(Guid.NewGuid(), "cluster", "cluster · toy · seed 1");
    private readonly ManualClock _clock = new();

    [Fact]
    public void Nothing_is_said_before_anything_is_known()
    {
        WorkPace pace = Of(TrainOne, ClusterOne);
        pace.Note(new StageStarted(TrainOne, 1));
        _clock.Advance(TimeSpan.FromSeconds(5));

        pace.Left().ShouldBeNull();
    }

    [Fact]
    public void The_share_of_the_stage_gives_the_time_of_the_whole_stage_and_not_of_its_phase()
    {
        WorkPace pace = Of(TrainOne, ClusterOne);
        pace.Note(new StageStarted(TrainOne, 1));
        _clock.Advance(TimeSpan.FromSeconds(30));
        pace.Note(new StageProgressed(TrainOne, "train", 99, 100, "epoch 1 of 4", Share: 0.25));

        pace.Left().ShouldBe("1:30 left, then cluster");
        _clock.Advance(TimeSpan.FromSeconds(10));
        pace.Left().ShouldBe("1:20 left, then cluster");
    }

    [Fact]
    public void Of_a_stage_that_goes_on_from_a_checkpoint_what_was_done_before_says_nothing_of_the_pace()
    {
        WorkPace pace = Of(TrainOne);
        pace.Note(new StageStarted(TrainOne, 2));
        pace.Note(new StageProgressed(TrainOne, "train", 1, 100, "epoch 3 of 4", Share: 0.5, NextCheckpoint: 0.75));
        _clock.Advance(TimeSpan.FromSeconds(30));
        pace.Note(new StageProgressed(TrainOne, "train", 100, 100, "epoch 3 of 4", Share: 0.75, NextCheckpoint: 0.75));

        pace.Left().ShouldBe("30 s left");
    }

    [Fact]
    public void Stages_that_wait_take_what_others_of_their_kind_took()
    {
        WorkPace pace = Of(TrainOne, ClusterOne, TrainTwo);
        End(pace, TrainOne, 100);
        End(pace, ClusterOne, 20);
        pace.Note(new StageStarted(TrainTwo, 1));
        _clock.Advance(TimeSpan.FromSeconds(40));

        pace.Left().ShouldBe("1:00 left");
    }

    [Fact]
    public void Stages_that_are_done_already_are_left_out()
    {
        WorkPace pace = new(_clock, [Planned(TrainOne, PlannedStatus.Done), Planned(TrainTwo, PlannedStatus.New)]);
        pace.Note(new StageStarted(TrainTwo, 1));
        _clock.Advance(TimeSpan.FromSeconds(30));
        pace.Note(new StageProgressed(TrainTwo, "train", 1, 2, null, Share: 0.5));

        pace.Left().ShouldBe("30 s left");
    }

    [Fact]
    public void A_stage_that_must_be_done_again_counts_again()
    {
        WorkPace pace = Of(ClusterOne, TrainTwo);
        End(pace, ClusterOne, 20);
        pace.Note(new StageWithdrawn(ClusterOne, "a file is missing"));
        pace.Note(new StageStarted(TrainTwo, 1));
        _clock.Advance(TimeSpan.FromSeconds(10));
        pace.Note(new StageProgressed(TrainTwo, "train", 1, 2, null, Share: 0.5));

        pace.Left().ShouldBe("30 s left");
    }

    private static void End(WorkPace pace, WatchedStage stage, double seconds)
    {
        pace.Note(new StageStarted(stage, 1));
        pace.Note(new StageEnded(stage, 1, AttemptOutcome.Succeeded, seconds, null, null));
    }

    private WorkPace Of(params WatchedStage[] stages) => new(_clock, stages.Select(stage => Planned(stage, PlannedStatus.New)));

    private static PlannedStageDocument Planned(WatchedStage stage, PlannedStatus status) => new(EnumWords.Parse<StageKind>(stage.Kind), "key", stage.Title, status);
}
