using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work.Breakers;
using PiCIE.Pipeline.Work.Holding;

namespace PiCIE.Pipeline.Tests.Work.Holding;

public sealed class PatienceTests
{
    private static readonly StageProcessTimes Hour = new() { HoldRetry = TimeSpan.FromSeconds(1), Breaker = TimeSpan.FromHours(1), Hold = TimeSpan.FromMinutes(1) };

    private readonly ImpatientClock _clock = new();
    private readonly List<string> _told = [];
    private readonly Breaker _breaker;
    private StageProcessTimes _times = Hour with { Breaker = TimeSpan.FromMinutes(1), Hold = TimeSpan.FromSeconds(600) };
    private bool? _othersCan;
    private TimeSpan _took;
    private int _tries;

    public PatienceTests() => _breaker = new Breaker(_times, _clock, static () => { });

    [Fact]
    public async Task The_same_trouble_is_told_once_and_so_is_its_end()
    {
        int answer = await TryAsync(() => _tries < 4 ? throw new IOException("full") : 42, default);

        answer.ShouldBe(42);
        _told.ShouldBe(["A result is held. The disk is full. Make room. Meanwhile nothing else is started.", "A result is held: it goes on."]);
    }

    [Fact]
    public async Task Other_trouble_on_the_way_is_told_too()
    {
        await TryAsync(() => _tries switch { 1 => throw new IOException("full"), 2 => throw new IOException("locked"), _ => 42 }, default);

        _told.Count.ShouldBe(3);
        _told[1].ShouldContain("The disk is locked.");
    }

    [Fact]
    public async Task It_waits_longer_after_each_try_and_not_for_ever()
    {
        PatienceEndedException ended = await Should.ThrowAsync<PatienceEndedException>(() => TryAsync(() => throw new IOException("full"), default));

        ended.End.ShouldBe(PatienceEnd.TimeRanOut);
        _clock.Waits.Select(wait => wait.TotalSeconds).ShouldBe([1, 2, 4, 8, 10, 10, 10, 10, 10]);
    }

    [Fact]
    public async Task A_stop_ends_it_after_the_try_in_hand()
    {
        PatienceEndedException ended = await Should.ThrowAsync<PatienceEndedException>(
            () => TryAsync(() => throw new IOException("full"), new CancellationToken(canceled: true)));

        (ended.End, _tries).ShouldBe((PatienceEnd.Stopped, 1));
        _told.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, 0, 60)]
    [InlineData(true, 90, 90)]
    [InlineData(false, 0, 3600)]
    [InlineData(null, 0, 3600)]
    public async Task What_another_worker_can_do_gives_way_after_a_minute_and_never_before_it_could_be_done_again(bool? othersCan, int took, int waited)
    {
        (_times, _othersCan, _took) = (Hour, othersCan, TimeSpan.FromSeconds(took));

        PatienceEndedException ended = await Should.ThrowAsync<PatienceEndedException>(() => TryAsync(() => throw new IOException("full"), default));

        ended.End.ShouldBe(othersCan == true ? PatienceEnd.GaveWay : PatienceEnd.TimeRanOut);
        _clock.Waits.Sum(wait => wait.TotalSeconds).ShouldBeInRange(waited, waited + 10);
    }

    [Fact]
    public async Task The_breaker_hears_that_a_result_is_held_and_that_it_went_on()
    {
        string? meanwhile = null;

        await TryAsync(
            () =>
            {
                meanwhile ??= _breaker.Reason;
                return _tries < 2 ? throw new IOException("full") : 42;
            },
            default);

        (meanwhile, _breaker.Reason).ShouldBe(("The disk is full.", null));
    }

    [Fact]
    public async Task What_is_no_trouble_of_the_surroundings_is_not_waited_for()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => TryAsync(() => throw new InvalidOperationException("a bug"), default));

        _tries.ShouldBe(1);
    }

    private Task<int> TryAsync(Func<int> step, CancellationToken stop) => new Patience(_times, _breaker, _othersCan is { } can ? () => Task.FromResult(can) : null, _told.Add, _clock) { Took = _took }.TryAsync(
        () =>
        {
            _tries++;
            return Task.FromResult(step());
        },
        error => error is IOException ? new SurroundingsTrouble($"The disk is {error.Message}.", error.Message == "full" ? "Make room." : "Wait.", "/store") : null,
        "A result is held", stop);
}
