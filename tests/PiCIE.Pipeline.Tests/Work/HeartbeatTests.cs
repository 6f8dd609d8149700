using Microsoft.Data.Sqlite;
using PiCIE.Pipeline.Work;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Work;

public sealed class HeartbeatTests
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(5);

    [Fact]
    public async Task An_attempt_whose_heartbeat_is_refused_is_ended()
    {
        await using Heartbeat heartbeat = new(() => Task.FromResult(false), () => Often, GoesOn, Often, TimeProvider.System);

        await Task.Delay(TimeSpan.FromSeconds(30), heartbeat.Refused).ShouldThrowAsync<OperationCanceledException>();
    }

    [Theory]
    [InlineData(AttemptStanding.Refused)]
    [InlineData(AttemptStanding.Unwanted)]
    public async Task An_attempt_hears_by_a_look_that_it_is_not_wanted(AttemptStanding standing)
    {
        await using Heartbeat heartbeat = new(() => Task.FromResult(true), () => Often, () => Task.FromResult(standing), Often, TimeProvider.System);

        CancellationToken stop = standing == AttemptStanding.Refused ? heartbeat.Refused : heartbeat.Unwanted;
        await Task.Delay(TimeSpan.FromSeconds(30), stop).ShouldThrowAsync<OperationCanceledException>();
        (standing == AttemptStanding.Refused ? heartbeat.Unwanted : heartbeat.Refused).IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_that_does_not_answer_ends_nothing_and_is_asked_again()
    {
        int sent = 0;
        using SemaphoreSlim thrice = new(0);
        await using Heartbeat heartbeat = new(
            () =>
            {
                if (++sent == 3)
                {
                    thrice.Release();
                }

                throw new SqliteException("locked", 5);
            },
            () => Often, GoesOn, Often, TimeProvider.System);

        (await thrice.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldBeTrue();
        heartbeat.Refused.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task A_heartbeat_that_is_to_come_sooner_from_now_on_does_so()
    {
        TimeSpan interval = TimeSpan.FromHours(1);
        using SemaphoreSlim sent = new(0);
        await using Heartbeat heartbeat = new(
            () =>
            {
                sent.Release();
                return Task.FromResult(true);
            },
            () => interval, GoesOn, TimeSpan.FromHours(1), TimeProvider.System);
        (await sent.WaitAsync(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken)).ShouldBeFalse();

        interval = TimeSpan.FromMilliseconds(5);

        (await sent.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldBeTrue();
    }

    private static Task<AttemptStanding> GoesOn() => Task.FromResult(AttemptStanding.GoesOn);
}
