using PiCIE.Experiments.Failures;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work.Breakers;

namespace PiCIE.Pipeline.Tests.Work.Breakers;

public sealed class BreakerTests
{
    private static readonly Failure Full = new(FailureKind.Environment, "The disk is full.", Place: "/scratch");
    private static readonly Failure Crash = new(FailureKind.Crash, "It crashed.");

    private readonly SteppedClock _clock = new();
    private readonly List<(string? Place, long Bytes)> _probed = [];
    private readonly Breaker _breaker;
    private bool _passes;
    private int _changes;

    public BreakerTests() => _breaker = new Breaker(new StageProcessTimes(), _clock, () => _changes++);

    [Fact]
    public void Two_failures_of_the_surroundings_in_a_row_open_it_and_say_why()
    {
        _breaker.Failed(Full, 0).ShouldBeFalse();
        _breaker.Reason.ShouldBeNull();

        _breaker.Failed(Full, 0).ShouldBeTrue();

        (_breaker.Reason, _changes).ShouldBe(("The disk is full.", 1));
        _breaker.Failed(Full, 0).ShouldBeFalse("it is open already");
    }

    [Fact]
    public void A_failure_of_another_kind_and_a_commit_end_the_row()
    {
        _breaker.Failed(Full, 0);
        _breaker.Failed(Crash, 0);
        _breaker.Failed(Full, 0);
        _breaker.Committed();

        _breaker.Failed(Full, 0).ShouldBeFalse();
    }

    [Fact]
    public async Task It_repeats_what_failed_after_half_a_minute_and_closes_when_that_passes()
    {
        Open(bytes: 8 << 20);
        (await LookAsync(29)).ShouldBeFalse();
        _probed.ShouldBeEmpty();

        (await LookAsync(1)).ShouldBeFalse();
        _passes = true;
        (await LookAsync(10)).ShouldBeFalse("it waits as long again");
        (await LookAsync(20)).ShouldBeTrue();

        _probed.ShouldBe([("/scratch", 11 << 20), ("/scratch", 11 << 20)], "with a quarter more than the attempt had written");
        (_breaker.Reason, _breaker.OpenFor, _breaker.UntilProbe).ShouldBe((null, null, null));
    }

    [Fact]
    public async Task Until_a_stage_commits_one_further_failure_opens_it_again_and_it_waits_longer_each_time()
    {
        _passes = true;
        List<double> waits = [];
        for (int opening = 0; opening < 7; opening++)
        {
            Open();
            waits.Add(_breaker.UntilProbe!.Value.TotalSeconds);
            (await LookAsync(waits[^1])).ShouldBeTrue();
        }

        waits.ShouldBe([30, 60, 120, 240, 480, 600, 600]);
        _breaker.Committed();
        _breaker.Failed(Full, 0).ShouldBeFalse();
        Open();
        _breaker.UntilProbe!.Value.TotalSeconds.ShouldBe(30);
    }

    [Fact]
    public void While_results_are_held_it_counts_as_open_and_there_is_nothing_to_look_at()
    {
        IDisposable first = _breaker.Hold("The store is full."), second = _breaker.Hold("The store is full.");
        _breaker.Reason.ShouldBe("The store is full.");
        first.Dispose();

        _breaker.Reason.ShouldBe("The store is full.");
        _breaker.UntilProbe.ShouldBeNull();
        second.Dispose();
        _breaker.Reason.ShouldBeNull();
    }

    [Fact]
    public void A_result_that_gave_way_opens_it_at_once()
    {
        _breaker.GaveWay("The store is full.", "/store");

        _breaker.Reason.ShouldBe("The store is full.");
    }

    private void Open(long bytes = 0)
    {
        while (!_breaker.Failed(Full, bytes))
        {
            _breaker.Reason.ShouldBeNull();
        }
    }

    private Task<bool> LookAsync(double seconds)
    {
        _clock.Now += TimeSpan.FromSeconds(seconds);
        return _breaker.LookAsync((place, bytes) =>
        {
            _probed.Add((place, bytes));
            return Task.FromResult(_passes);
        });
    }
}
