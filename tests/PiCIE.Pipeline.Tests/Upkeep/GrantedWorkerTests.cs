using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Upkeep;
using PiCIE.Pipeline.Workers;
using PiCIE.Storage;
using PiCIE.Storage.Checking;

namespace PiCIE.Pipeline.Tests.Upkeep;

/// <summary>A worker whose user of the database is a member of picie_worker and owns nothing.</summary>
public sealed class GrantedWorkerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task It_takes_a_run_through_all_four_stages()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        string server = await PostgreSqlServer.NewEmptyDatabaseAsync();
        using TemporaryFolder folder = new();
        using CancellationTokenSource stop = new();
        await using (TestHome desk = Home(folder, "desk", server))
        {
            GrantedRoles granted = await desk.SendAsync(new GrantRoles(Apply: true));
            await using TestHome home = Home(folder, "worker", await UserAsync(desk, server));

            Task working = Task.Run(() => home.Get<TeamWorker>().RunAsync(PoolSpec.ReadAll([]), SilentObserver.Instance, () => { }, _ => { }, stop.Token, default));
            await desk.SubmitAsync(TestPlans.Of(desk, "fields", "text", 1));
            await UntilDoneAsync(desk, working);
            await stop.CancelAsync();
            await working.WaitAsync(Deadline, TestContext.Current.CancellationToken);

            (granted.Applied, granted.Statements.Count > 40).ShouldBe((true, true));
            home.Ran().ShouldBe(["preprocess", "train", "cluster", "evaluate"]);
            await using PicieContext context = await desk.OpenAsync();
            (await Invariants.BrokenAsync(context, default)).ShouldBeEmpty();
            (await context.MetricPoints.CountAsync()).ShouldBeGreaterThan(0);
        }

        await PostgreSqlServer.RemoveAsync(server);
    }

    [Fact]
    public async Task Whoever_may_not_set_roles_is_told_who_may()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        string server = await PostgreSqlServer.NewEmptyDatabaseAsync();
        using TemporaryFolder folder = new();
        await using (TestHome desk = Home(folder, "desk", server))
        {
            await desk.SendAsync(new GrantRoles(Apply: true));
            await using TestHome home = Home(folder, "worker", await UserAsync(desk, server));

            PicieException refused = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new GrantRoles(Apply: true)));

            (refused.Code, refused.Kind).ShouldBe(("no-right-to-grant", ProblemKind.Environment));
        }

        await PostgreSqlServer.RemoveAsync(server);
    }

    private static TestHome Home(TemporaryFolder folder, string name, string server) => new(
        Directory.CreateDirectory(folder[name]).FullName,
        services => services.AddSingleton(new QueueTimes { Heartbeat = TimeSpan.FromMilliseconds(300), Reconcile = TimeSpan.FromMilliseconds(500), Offer = TimeSpan.FromSeconds(5) }),
        server,
        artifacts: folder["artifacts"]);

    private static async Task<string> UserAsync(TestHome desk, string server)
    {
        string name = $"w_{Guid.NewGuid():N}";
        await using PicieContext context = await desk.OpenAsync();
        string statement = $"create user {name} in role picie_worker";
        await context.Database.ExecuteSqlRawAsync(statement, TestContext.Current.CancellationToken);
        return new NpgsqlConnectionStringBuilder(server) { Username = name }.ConnectionString;
    }

    private static async Task UntilDoneAsync(TestHome desk, Task working)
    {
        using CancellationTokenSource patience = new(Deadline);
        while (true)
        {
            await using (PicieContext context = await desk.OpenAsync())
            {
                if (await context.Runs.AnyAsync() && await context.Runs.AllAsync(run => run.Status == RunStatus.Done))
                {
                    return;
                }
            }

            await (working.IsFaulted ? working : Task.Delay(50, patience.Token));
        }
    }
}
