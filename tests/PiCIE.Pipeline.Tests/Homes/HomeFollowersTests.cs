using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Homes;
using PiCIE.Storage;
using PiCIE.Storage.Control;

namespace PiCIE.Pipeline.Tests.Homes;

/// <summary>Who follows is known by a lock that dies with its process.</summary>
public sealed class HomeFollowersTests
{
    [Theory]
    [OnEachDatabase]
    public async Task Of_a_follower_that_died_neither_row_nor_file_stays_and_a_living_one_keeps_both(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        HomeFollowers followers = new(home.Home, home.Get<OpenDatabase>(), home.Get<Following>());
        using FollowerLock living = FollowerLock.Take(home.Home);
        Guid dead = Guid.CreateVersion7();
        await File.WriteAllTextAsync(Path.Combine(home.Home.FollowersFolder, $"{dead:N}"), "");
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1) with { Follower = living.Id });
        await home.SubmitAsync(TestPlans.Of(home, "meadows", "text", 2) with { Follower = dead });

        (await followers.ClearDeadAsync(default)).ShouldBe(1);

        Directory.GetFiles(home.Home.FollowersFolder).ShouldHaveSingleItem().ShouldEndWith($"{living.Id:N}");
        await using PicieContext context = await home.OpenAsync();
        (await context.Followers.Select(follower => follower.Id).SingleAsync()).ShouldBe(living.Id);
        (await followers.ClearDeadAsync(default)).ShouldBe(0);
    }
}
