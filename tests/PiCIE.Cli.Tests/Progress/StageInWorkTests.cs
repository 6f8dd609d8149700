using PiCIE.Cli.Progress;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Observing;

namespace PiCIE.Cli.Tests.Progress;

public sealed class StageInWorkTests
{
    private static readonly WatchedStage Train = new(Guid.NewGuid(), "train", "train · fields · seed 1");
    private readonly ManualClock _clock = new();
    private readonly StageInWork _work;
    private readonly IRunObserver _observer;

    public StageInWorkTests()
    {
        _work = new StageInWork(_clock);
        _observer = _work.BeforeObserver(SilentObserver.Instance);
    }

    [Fact]
    public void A_training_is_waited_for_until_its_checkpoint_at_the_pace_so_far()
    {
        Tell(0, new StageStarted(Train, 1));
        Tell(2, Progress(0.10, next: 0.25));
        Tell(20, Progress(0.20, next: 0.25));

        // A tenth in 20 seconds: a twentieth takes 10, of which 4 have passed.
        Tell(4, new StageLogged(Train, Experiments.Protocol.StageLogLevel.Information, "a line"));
        _work.AnswerToStop().ShouldBe(
            "Stopping at the next checkpoint of train · fields · seed 1, in about 6.0 s; the same command goes on from there. Ctrl-C again stops at once, and 26 s of work are lost.");
    }

    [Fact]
    public void After_a_checkpoint_only_what_came_since_then_is_lost()
    {
        Tell(0, new StageStarted(Train, 1));
        Tell(100, Progress(0.25, next: 0.25));
        Tell(1, new StageKept(Train, 1));
        Tell(3, Progress(0.26, next: 0.5));

        _work.AnswerToStop().ShouldEndWith("Ctrl-C again stops at once, and 3.0 s of work are lost.");
    }

    [Fact]
    public void A_stage_without_checkpoints_is_waited_for_until_its_end_and_begins_anew_after_a_second_press()
    {
        Tell(0, new StageStarted(Train, 1));
        _work.AnswerToStop().ShouldStartWith("Stopping: train · fields · seed 1 has just begun and goes on to its next checkpoint, or to its end where it keeps none");
        Tell(5, Progress(0.5, next: null));
        Tell(5, Progress(0.75, next: null));

        _work.AnswerToStop().ShouldBe(
            "Stopping when train · fields · seed 1 is done, in about 5.0 s; what is done is kept, and the same command goes on. "
            + "Ctrl-C again stops at once: the stage then begins anew next time, and 10 s of work are lost.");
    }

    [Fact]
    public void Between_stages_nothing_is_lost()
    {
        Tell(0, new StageStarted(Train, 1));
        Tell(1, new StageEnded(Train, 1, AttemptOutcome.Succeeded, 1, null, null));

        _work.AnswerToStop().ShouldBe("Stopping. What is done is kept; the same command goes on.");
    }

    private static StageProgressed Progress(double share, double? next) => new(Train, "train", 1, 10, null, share, next);

    private void Tell(double after, RunNotice notice)
    {
        _clock.Advance(TimeSpan.FromSeconds(after));
        _observer.Observe(notice);
    }
}
