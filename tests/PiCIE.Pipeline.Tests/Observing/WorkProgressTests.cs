using PiCIE.Experiments.States;
using PiCIE.Pipeline.Observing;

namespace PiCIE.Pipeline.Tests.Observing;

public sealed class WorkProgressTests
{
    private static readonly WatchedStage Training = new(Guid.CreateVersion7(), "train", "train · fields · seed 1");

    private readonly ManualClock _clock = new();
    private readonly WorkProgress _progress;
    private readonly IRunObserver _observer;

    public WorkProgressTests() => _observer = (_progress = new WorkProgress(_clock)).BeforeObserver(SilentObserver.Instance);

    [Fact]
    public void A_stage_in_work_tells_its_rate_and_the_time_that_is_left()
    {
        _observer.Observe(new StageStarted(Training, 1));
        _observer.Observe(new StageProgressed(Training, "epoch", 0, 100, "1 of 4", 0));
        _clock.Advance(TimeSpan.FromSeconds(10));
        _observer.Observe(new StageProgressed(Training, "epoch", 50, 100, "1 of 4", 0.125));

        StageProgressDocument told = _progress.Read().ShouldHaveSingleItem();

        (told.Stage, told.Phase, told.Done, told.Total, told.Rate).ShouldBe((Training.Id, "epoch", 50, 100, 5));
        told.SecondsLeft.ShouldBe(70);
    }

    [Fact]
    public void What_an_earlier_attempt_did_says_nothing_of_the_pace()
    {
        _observer.Observe(new StageStarted(Training, 2));
        _observer.Observe(new StageProgressed(Training, "epoch", 0, 100, null, 0.5, 0.75));
        _clock.Advance(TimeSpan.FromSeconds(10));
        _observer.Observe(new StageProgressed(Training, "epoch", 100, 100, null, 0.75, 1));

        _progress.Read()[0].SecondsLeft.ShouldBe(10);
    }

    [Fact]
    public void A_stage_that_ended_is_told_no_more()
    {
        _observer.Observe(new StageStarted(Training, 1));
        _observer.Observe(new StageEnded(Training, 1, AttemptOutcome.Succeeded, 1, null, null));

        _progress.Read().ShouldBeEmpty();
    }

    [Fact]
    public void Before_a_stage_has_told_anything_nothing_is_guessed()
    {
        _observer.Observe(new StageStarted(Training, 1));
        _clock.Advance(TimeSpan.FromSeconds(3));

        StageProgressDocument told = _progress.Read()[0];

        (told.Phase, told.Share, told.Rate, told.SecondsLeft, told.Seconds).ShouldBe((null, null, null, null, 3));
    }
}
