using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Upkeep;
using PiCIE.Pipeline.Work;

namespace PiCIE.Pipeline.Tests.Upkeep;

public sealed class DescribeHealthTests
{
    [Theory]
    [OnEachDatabase]
    public async Task A_home_tells_who_works_what_runs_and_whether_there_is_room(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        await home.StartAsync(await home.StageIdAsync(StageKind.Preprocess));

        HealthDocument idle = await home.SendAsync(new DescribeHealth());
        using WorkerLock held = WorkerLock.Take(home.Home, "tests");
        HealthDocument working = await home.SendAsync(new DescribeHealth());

        (idle.Works, idle.Runs, idle.Running, idle.FailedOfLate).ShouldBe((false, 2, 1, 0));
        (working.Works, working.WorksSince is not null).ShouldBe((true, true));
        idle.FreeBytes.ShouldNotBeNull().ShouldBeGreaterThan(0);
    }
}
