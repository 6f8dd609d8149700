using Microsoft.Data.Sqlite;
using PiCIE.Pipeline.Work;

namespace PiCIE.Pipeline.Tests.Work;

public sealed class HeartbeatTests
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(5);

    [Fact]
    public async Task An_attempt_whose_heartbeat_is_refused_is_ended()
    {
        await using Heartbeat heartbeat = new(() => Task.FromResult(false), Often, TimeProvider.System);

        await Task.Delay(TimeSpan.FromSeconds(30), heartbeat.Refused).ShouldThrowAsync<OperationCanceledException>();
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
            Often, TimeProvider.System);

        (await thrice.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldBeTrue();
        heartbeat.Refused.IsCancellationRequested.ShouldBeFalse();
    }
}
