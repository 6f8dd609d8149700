using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Workers;
using PiCIE.Storage;
using PiCIE.Storage.Checking;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Workers;

/// <summary>Workers on one PostgreSQL database, each with a home of its own and all with one folder of artifacts; their stage program is a script.</summary>
public sealed class TeamWorkerTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private readonly CancellationTokenSource _stop = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picie-team-");
    private readonly List<Task> _working = [];
    private readonly Watching _watching = new();
    private string _server = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        _server = await PostgreSqlServer.NewEmptyDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Dispose();
        _folder.Delete(recursive: true);
        if (_server is not null)
        {
            await PostgreSqlServer.RemoveAsync(_server);
        }
    }

    [Fact]
    public async Task Two_workers_do_every_stage_once()
    {
        await using TestHome first = Home("first"), second = Home("second"), desk = Home("desk");
        Task[] working = [WorkAsync(first), WorkAsync(second)];

        await desk.SubmitAsync(TestPlans.Of(desk, "fields", "text", 1, 2, 3, 4, 5, 6));
        await UntilDoneAsync(desk);

        await StopAsync(working);
        string[] ran = [.. first.Ran(), .. second.Ran()];
        ran.Length.ShouldBe(1 + (3 * 6));
        first.Ran().ShouldNotBeEmpty();
        second.Ran().ShouldNotBeEmpty();
        await using PicieContext context = await desk.OpenAsync();
        (await Invariants.BrokenAsync(context, CancellationToken.None)).ShouldBeEmpty();
        (await context.Workers.CountAsync(worker => worker.EndedAt == null)).ShouldBe(0);
    }

    [Fact]
    public async Task A_stage_goes_to_the_pool_that_can_do_it()
    {
        await using TestHome heavy = Home("heavy"), light = Home("light"), desk = Home("desk");
        Task[] working = [WorkAsync(heavy, "train=1"), WorkAsync(light, "light:preprocess,cluster,evaluate=2")];

        await desk.SubmitAsync(TestPlans.Of(desk, "fields", "text", 1, 2));
        await UntilDoneAsync(desk);

        await StopAsync(working);
        heavy.Ran().ShouldBe(["train", "train"]);
        light.Ran().Order().ShouldBe(["cluster", "cluster", "evaluate", "evaluate", "preprocess"]);
        _watching.Notices.OfType<StageStarted>().Count().ShouldBe(7);
        _watching.Notices.OfType<StageEnded>().Select(ended => ended.Outcome).ShouldBe(Enumerable.Repeat(AttemptOutcome.Succeeded, 7));
    }

    [Fact]
    public async Task What_a_worker_had_that_fell_silent_is_done_by_another()
    {
        await using TestHome alive = Home("alive"), desk = Home("desk");
        await desk.SubmitAsync(TestPlans.Of(desk, "fields", "text", 1));
        Guid stage = await desk.StageIdAsync(StageKind.Preprocess);
        AttemptStart start = new("gone:1", "picie", "cpu", 1, number => $"{number}.log") { Offer = await desk.OfferAsync(stage), Lease = TimeSpan.FromSeconds(1) };
        StartedAttempt silent = (await desk.Get<IStageLedger>().StartAsync(stage, start, TestContext.Current.CancellationToken)).ShouldNotBeNull();

        Task working = WorkAsync(alive);
        await UntilDoneAsync(desk);

        await StopAsync(working);
        await using PicieContext context = await desk.OpenAsync();
        (await context.Attempts.Where(attempt => attempt.StageId == stage).OrderBy(attempt => attempt.Number).Select(attempt => attempt.Outcome).ToListAsync())
            .ShouldBe([AttemptOutcome.Lost, AttemptOutcome.Succeeded]);
        (await desk.Get<IStageLedger>().HeartbeatAsync(stage, silent.Number, TimeSpan.FromSeconds(1), default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_worker_whose_stage_takes_longer_than_a_lease_keeps_it()
    {
        await using TestHome slow = Home("slow"), other = Home("other"), desk = Home("desk");
        slow.Let("train", "slow");
        other.Let("train", "slow");
        Task[] working = [WorkAsync(slow), WorkAsync(other)];

        await desk.SubmitAsync(TestPlans.Of(desk, "fields", "text", 1));
        await UntilDoneAsync(desk);

        await StopAsync(working);
        await using PicieContext context = await desk.OpenAsync();
        (await context.Attempts.CountAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task A_worker_that_starts_again_on_its_home_does_not_wait_for_the_lease_of_its_predecessor()
    {
        await using TestHome home = Home("home", lease: TimeSpan.FromHours(1)), desk = Home("desk");
        await desk.SubmitAsync(TestPlans.Of(desk, "fields", "text", 1));
        WorkerIdentity former = WorkerIdentity.OfThisProcess(home.Home) with { Pid = 1 };
        await home.Get<WorkerRegistry>().AddAsync(former, [PoolSpec.Default], TestContext.Current.CancellationToken);
        Guid stage = await desk.StageIdAsync(StageKind.Preprocess);
        AttemptStart start = new(former.Name, "picie", "cpu", 1, number => $"{number}.log") { Offer = await desk.OfferAsync(stage), Lease = TimeSpan.FromHours(1) };
        string queue = former.QueueOf(PoolSpec.Default.Name);
        await using PicieContext context = await desk.OpenAsync();
        await context.Stages.Where(row => row.Id == stage).ExecuteUpdateAsync(update => update.SetProperty(row => row.Pool, queue));
        (await desk.Get<IStageLedger>().StartAsync(stage, start, TestContext.Current.CancellationToken)).ShouldNotBeNull();

        Task working = WorkAsync(home);
        await UntilDoneAsync(desk);

        await StopAsync(working);
        (await context.Workers.AsNoTracking().SingleAsync(worker => worker.Id == former.Id)).EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_worker_that_stops_gives_back_what_it_does_and_another_goes_on()
    {
        await using TestHome leaving = Home("leaving"), staying = Home("staying"), desk = Home("desk");
        leaving.Let("train", "hangs");
        using CancellationTokenSource leave = new();
        Task left = WorkAsync(leaving, leave.Token);
        await desk.SubmitAsync(TestPlans.Of(desk, "fields", "text", 1));
        await leaving.UntilAsync("hanging", Deadline);

        await leave.CancelAsync();
        await left.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        Task working = WorkAsync(staying);
        await UntilDoneAsync(desk);

        await StopAsync(working);
        staying.Ran().ShouldBe(["train", "cluster", "evaluate"]);
        await using PicieContext context = await desk.OpenAsync();
        (await context.Attempts.CountAsync(attempt => attempt.Outcome == AttemptOutcome.Interrupted)).ShouldBe(1);
    }

    [Fact]
    public async Task A_worker_with_another_folder_of_artifacts_is_refused_before_it_does_harm()
    {
        await using TestHome desk = Home("desk"), lost = Home("lost", artifacts: "elsewhere");
        await desk.SubmitAsync(TestPlans.Of(desk, "fields", "text", 1));

        PicieException refused = await Should.ThrowAsync<PicieException>(() => WorkAsync(lost));

        (refused.Code, refused.Kind).ShouldBe(("other-artifacts", ProblemKind.Environment));
        refused.Message.ShouldContain(Path.Combine(_folder.FullName, "elsewhere"));
        Directory.Exists(Path.Combine(_folder.FullName, "elsewhere")).ShouldBeFalse();
        await using PicieContext context = await desk.OpenAsync();
        (await context.Workers.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_no_worker_can_do_is_said_with_the_reason()
    {
        await using TestHome heavy = Home("heavy"), desk = Home("desk");
        (await desk.SendAsync(new DescribeUnserved())).ShouldHaveSingleItem().ShouldContain("no worker is alive");
        Task working = WorkAsync(heavy, "train=1");
        await desk.SubmitAsync(TestPlans.Of(desk, "fields", "text", 1));
        await UntilAsync(async () => (await desk.SendAsync(new ListWorkers())).Workers.Count == 1);
        (await desk.SendAsync(new DescribeUnserved())).ShouldHaveSingleItem().ShouldBe("no worker that is alive does preprocess; picie worker --pool preprocess=1 would");
        await StopAsync(working);
    }

    [Fact]
    public async Task A_second_worker_on_a_home_is_refused()
    {
        await using TestHome home = Home("home");
        _ = home.Lock;

        (await Should.ThrowAsync<PicieException>(() => WorkAsync(home))).Kind.ShouldBe(ProblemKind.Conflict);
    }

    private TestHome Home(string name, TimeSpan? lease = null, string artifacts = "artifacts") => new(
        Directory.CreateDirectory(Path.Combine(_folder.FullName, name)).FullName,
        services => services.AddSingleton(new QueueTimes
        {
            Lease = lease ?? TimeSpan.FromSeconds(2),
            Heartbeat = TimeSpan.FromMilliseconds(300),
            Reconcile = TimeSpan.FromMilliseconds(500),
            Offer = TimeSpan.FromSeconds(5),
        }),
        _server,
        artifacts: Path.Combine(_folder.FullName, artifacts));

    private Task WorkAsync(TestHome home, params string[] pools) => WorkAsync(home, _stop.Token, pools);

    private Task WorkAsync(TestHome home, CancellationToken stop, params string[] pools)
    {
        TeamWorker worker = home.Get<TeamWorker>();
        worker.Times = worker.Times with { Terminate = TimeSpan.FromMilliseconds(200), Kill = TimeSpan.FromMilliseconds(200) };
        Task working = Task.Run(() => worker.RunAsync(PoolSpec.ReadAll(pools), _watching, () => { }, _ => { }, stop, default));
        _working.Add(working);
        return working;
    }

    private async Task StopAsync(params Task[] working)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(working).WaitAsync(Deadline, TestContext.Current.CancellationToken);
    }

    private Task UntilDoneAsync(TestHome desk) => UntilAsync(async () =>
    {
        await using PicieContext context = await desk.OpenAsync();
        return await context.Runs.AllAsync(run => run.Status == RunStatus.Done);
    });

    private async Task UntilAsync(Func<Task<bool>> holds)
    {
        using CancellationTokenSource patience = new(Deadline);
        while (!await holds())
        {
            // A worker that ended by itself would be waited for in vain.
            await Task.WhenAll(_working.Where(working => working.IsFaulted));
            await Task.Delay(50, patience.Token);
        }
    }
}
