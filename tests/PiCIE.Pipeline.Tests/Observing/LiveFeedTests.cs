using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Observing;

namespace PiCIE.Pipeline.Tests.Observing;

public sealed class LiveFeedTests
{
    private readonly LiveFeed _feed = new();
    private readonly Watching _watching = new();
    private readonly WatchedStage _stage = new(Guid.NewGuid(), "train", "train · fields · seed 1");

    [Fact]
    public void What_a_stage_says_before_its_start_was_told_waits_for_that()
    {
        _feed.Attach(_watching);

        _feed.TellWork(_stage.Id, Said("first"));
        _watching.Notices.ShouldBeEmpty();
        _feed.Tell(new StageStarted(_stage, 1));
        _feed.TellWork(_stage.Id, Said("second"));

        _watching.Notices.ShouldBe([new StageStarted(_stage, 1), Said("first"), Said("second")]);
    }

    [Fact]
    public void What_another_stage_says_goes_on_waiting()
    {
        _feed.Attach(_watching);
        _feed.TellWork(Guid.NewGuid(), Said("other"));

        _feed.Tell(new StageStarted(_stage, 1));

        _watching.Notices.ShouldBe([new StageStarted(_stage, 1)]);
    }

    [Fact]
    public void A_new_watcher_is_told_of_a_start_before_what_the_stage_says()
    {
        _feed.Attach(new Watching());
        _feed.Tell(new StageStarted(_stage, 1));

        _feed.Attach(_watching);
        _feed.TellWork(_stage.Id, Said("first"));

        _watching.Notices.ShouldBeEmpty("this watcher has not heard of the start");
    }

    [Fact]
    public void Of_too_much_that_waits_the_newest_is_kept()
    {
        _feed.Attach(_watching);
        for (int line = 0; line < LiveFeed.MostHeld + 2; line++)
        {
            _feed.TellWork(_stage.Id, Said($"{line}"));
        }

        _feed.Tell(new StageStarted(_stage, 1));

        _watching.Notices.Count.ShouldBe(1 + LiveFeed.MostHeld);
        _watching.Notices[1].ShouldBe(Said("2"));
    }

    [Fact]
    public void After_the_end_of_an_attempt_the_next_start_is_waited_for_again()
    {
        _feed.Attach(_watching);
        _feed.Tell(new StageStarted(_stage, 1));
        _feed.Tell(new StageEnded(_stage, 1, AttemptOutcome.Interrupted, 1, null, null));

        _feed.TellWork(_stage.Id, Said("early"));

        _watching.Notices.ShouldNotContain(Said("early"));
    }

    [Fact]
    public void Who_is_detached_hears_nothing()
    {
        _feed.Attach(_watching);
        _feed.Detach();

        _feed.Tell(new StageStarted(_stage, 1));

        _watching.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void Who_watches_next_is_not_told_what_waited_for_the_one_before()
    {
        _feed.Attach(new Watching());
        _feed.TellWork(_stage.Id, Said("early"));
        _feed.Attach(_watching);

        _feed.Tell(new StageStarted(_stage, 1));

        _watching.Notices.ShouldBe([new StageStarted(_stage, 1)]);
    }

    private StageLogged Said(string text) => new(_stage, StageLogLevel.Information, text);
}
