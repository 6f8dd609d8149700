using Microsoft.Extensions.DependencyInjection;
using PiCIE.Server.Feeds;

namespace PiCIE.Server.Tests.Feeds;

public sealed class EventBellTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task S15_No_more_follow_than_may_and_one_that_goes_makes_room()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        EventBell bell = home.Server.Services.GetRequiredService<EventBell>();
        using IDisposable first = bell.TryFollow(2).ShouldNotBeNull();
        IDisposable second = bell.TryFollow(2).ShouldNotBeNull();

        bell.TryFollow(2).ShouldBeNull();
        second.Dispose();
        second.Dispose();

        using IDisposable third = bell.TryFollow(2).ShouldNotBeNull();
        bell.TryFollow(2).ShouldBeNull();
    }

    [Fact]
    public async Task It_rings_when_something_happens_also_after_nobody_followed_for_a_while()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        EventBell bell = home.Server.Services.GetRequiredService<EventBell>();
        bell.TryFollow(1)!.Dispose();
        using IDisposable following = bell.TryFollow(1).ShouldNotBeNull();
        await bell.NextRing().WaitAsync(Patience, TestContext.Current.CancellationToken);
        Task next = bell.NextRing();

        await home.Client.SubmitAsync();

        await next.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }
}
