using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Control;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Tests.Admissions;
using PiCIE.Pipeline.Waiting;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Limits;
using PiCIE.Storage.Stages;
using PiCIE.Storage.Workers;

namespace PiCIE.Pipeline.Tests.Waiting;

/// <summary>What is said of what waits, on a real database of each kind.</summary>
public abstract class ListQueueTests(DatabaseKind kind) : AdmissionHome(kind)
{
    [Fact]
    public async Task What_runs_comes_before_what_is_ready_and_that_before_what_waits_each_with_its_reason()
    {
        Guid experiment = await SubmitAsync("all", priority: 0, 1, 2, 3);
        await AdmitAsync(slots: 1, experiment);
        await DoAsync(Jobs.Single().Stage);
        await AdmitAsync(slots: 2, experiment);
        await StartAsync(Jobs[1].Stage, Jobs[1].Offer);

        QueueDocument queue = await Home.SendAsync(new ListQueue(4));

        queue.Total.ShouldBe(9);
        queue.Stages.Select(stage => (stage.Title, stage.State, stage.Place, stage.Reason)).ShouldBe(
        [
            ("Train 1", StageState.Running, null, "runs on me:1"),
            ("Train 2", StageState.Ready, null, "is offered to a worker at this moment"),
            ("Train 3", StageState.Ready, 1, Free),
            ("Cluster 1", StageState.Blocked, null, "waits for Train 1 (running)"),
        ]);
    }

    [Fact]
    public async Task What_has_failed_waits_for_nothing_and_is_not_listed()
    {
        Guid experiment = await SubmitAsync("all", priority: 0, 1);
        await AdmitAsync(slots: 1, experiment);
        StartedAttempt started = await StartAsync(Jobs[0].Stage, Jobs[0].Offer);
        (await Home.Get<IStageLedger>().FailAsync(Jobs[0].Stage, started.Number, new Failure(FailureKind.Input, "a.jpg is cut off"), default)).ShouldBeTrue();

        QueueDocument queue = await Home.SendAsync(new ListQueue());

        queue.Stages.ShouldNotContain(stage => stage.State == StageState.Failed);
        queue.Stages.ShouldAllBe(stage => stage.Place == null);
    }

    [Fact]
    public async Task Each_thing_that_holds_a_stage_up_is_named()
    {
        Guid experiment = await SubmitAsync("all", priority: 0, 1, 2);
        await AdmitAsync(slots: 1, experiment);
        (await ReasonAsync()).ShouldBe("is offered to a worker at this moment");
        await DoAsync(Jobs.Single().Stage);
        await AdmitAsync(slots: 1, experiment);

        await SetAsync(row => row.MaxConcurrent = 1);
        (await ReasonAsync()).ShouldBe("all has at most 1 stages at once (maxConcurrent), and they are taken");

        await SetAsync(row => row.MaxConcurrent = null);
        await PersonLimits.SetAsync(Home.Get<IDbContextFactory<PicieContext>>(), TimeProvider.System, PersonLimits.Most, "tester", 1, default);
        (await ReasonAsync()).ShouldBe("tester has at most 1 stages at once (picie queue limit), and they are taken");

        await PersonLimits.SetAsync(Home.Get<IDbContextFactory<PicieContext>>(), TimeProvider.System, PersonLimits.Most, "tester", null, default);
        await using (PicieContext context = await Home.OpenAsync())
        {
            await context.Stages.Where(stage => stage.Title == "Train 2").ExecuteUpdateAsync(update => update.SetProperty(stage => stage.NotBefore, DateTimeOffset.UtcNow.AddHours(1)));
        }

        (await ReasonAsync()).ShouldMatch("^is tried again at [0-9:]{8} UTC, after a failure$");
        await Home.SendAsync(new PauseExperiments(["all"], StopsWork: false));
        QueueDocument paused = await Home.SendAsync(new ListQueue());
        paused.Total.ShouldBe(0, "a paused experiment wants nothing");
        paused.Paused.ShouldHaveSingleItem().Runs.ShouldBe(2);
    }

    [Fact]
    public async Task The_order_is_that_of_admission()
    {
        Guid low = await SubmitAsync("low", priority: 0, 1);
        Guid high = await SubmitAsync("high", priority: 5, 2);

        string[] told = [.. (await Home.SendAsync(new ListQueue())).Stages.Where(stage => stage.Place is not null).Select(stage => stage.Title)];
        await AdmitAsync(slots: 2, low, high);

        told.ShouldBe(Jobs.Select(job => job.Title));
        told.ShouldBe(["Preprocess high", "Preprocess low"]);
    }

    [Fact]
    public async Task What_waits_is_told_when_it_is_expected_to_start_where_the_times_are_known()
    {
        await LiveAsync();
        Guid experiment = await SubmitAsync("all", priority: 0, 1, 2);
        await AdmitAsync(slots: 1, experiment);
        await DoAsync(Jobs[^1].Stage, seconds: 60);
        await AdmitAsync(slots: 1, experiment);
        (await ExpectedAsync()).ShouldAllBe(one => one.Seconds == null, "no training was done yet: how long the first one holds the slot is not known");

        await DoAsync(Jobs[^1].Stage, seconds: 600);
        await AdmitAsync(slots: 1, experiment);
        Jobs[^1].Title.ShouldBe("Cluster 1");
        (await ExpectedAsync()).ShouldAllBe(one => one.Seconds == null, "no clustering was done yet");

        await DoAsync(Jobs[^1].Stage, seconds: 120);
        await AdmitAsync(slots: 1, experiment);
        await DoAsync(Jobs[^1].Stage, seconds: 30);
        Guid other = await SubmitAsync("other", priority: 0, 3);
        await AdmitAsync(slots: 1, experiment, other);
        Jobs[^1].Title.ShouldBe("Train 2");

        (await ExpectedAsync()).ShouldBe([("Train 2", null), ("Preprocess other", 750), ("Cluster 2", 600), ("Evaluate 2", 720), ("Train 3", 810), ("Cluster 3", 1410), ("Evaluate 3", 1530)]);
        QueuedStage next = (await Home.SendAsync(new ListQueue())).Stages.Single(stage => stage.Title == "Preprocess other");
        next.Reason.ShouldBe("waits for a free slot; expected to start in about 13 min");
    }

    [Fact]
    public async Task Nothing_is_said_of_the_start_of_a_stage_that_a_limit_may_hold_up()
    {
        await LiveAsync();
        Guid experiment = await SubmitAsync("all", priority: 0, 1);
        await AdmitAsync(slots: 1, experiment);
        await DoAsync(Jobs[^1].Stage, seconds: 60);
        Guid other = await SubmitAsync("other", priority: 0, 2);
        await using (PicieContext context = await Home.OpenAsync())
        {
            await context.Stages.Where(stage => stage.Title.EndsWith(" 1")).ExecuteUpdateAsync(update => update.SetProperty(stage => stage.Likeness, "Preprocess of tests"));
        }

        (await ExpectedAsync()).ShouldContain(("Preprocess other", 180));
        await SetAsync(row => row.MaxConcurrent = 1);
        (await ExpectedAsync()).ShouldAllBe(one => one.Seconds == null);
        await SetAsync(row => row.MaxConcurrent = null);
        await PersonLimits.SetAsync(Home.Get<IDbContextFactory<PicieContext>>(), TimeProvider.System, PersonLimits.Most, "tester", 3, default);
        (await ExpectedAsync()).ShouldAllBe(one => one.Seconds == null);
    }

    [Fact]
    public async Task A_running_stage_holds_its_slot_for_the_rest_of_its_time_and_at_least_a_tenth_of_it()
    {
        await LiveAsync();
        Guid experiment = await SubmitAsync("all", priority: 0, 1);
        Guid other = await SubmitAsync("other", priority: 0, 2);
        await AdmitAsync(slots: 1, experiment, other);
        await DoAsync(Jobs[^1].Stage, seconds: 1000);
        await PauseAsync("all");
        await AdmitAsync(slots: 1, other);
        await StartAsync(Jobs[^1].Stage, Jobs[^1].Offer);
        await SubmitAsync("third", priority: 5, 3);

        await BackdateAsync(Jobs[^1].Stage, seconds: 400);
        (await ExpectedAsync()).Single(one => one.Title == "Preprocess third").Seconds.ShouldNotBeNull().ShouldBeInRange(560, 600);
        await BackdateAsync(Jobs[^1].Stage, seconds: 4000);
        (await ExpectedAsync()).Single(one => one.Title == "Preprocess third").Seconds.ShouldBe(100);
    }

    [Theory]
    [InlineData(3, "less than a minute")]
    [InlineData(62, "about 1 min")]
    [InlineData(5400, "about 90 min")]
    [InlineData(7300, "about 2 h")]
    [InlineData(200_000, "about 2 days")]
    public void A_time_is_said_as_roughly_as_it_is_known(double seconds, string words) => RoughTime.Of(seconds).ShouldBe(words);

    [Fact]
    public async Task A_run_that_waits_says_what_is_next_of_it()
    {
        Guid experiment = await SubmitAsync("all", priority: 0, 1, 2);
        await AdmitAsync(slots: 1, experiment);
        await DoAsync(Jobs[^1].Stage);
        await AdmitAsync(slots: 1, experiment);
        await StartAsync(Jobs[^1].Stage, Jobs[^1].Offer);

        (await WaitsAsync("seed-1")).ShouldBe("Train 1 runs on me:1");
        (await WaitsAsync("seed-2")).ShouldBe($"Train 2 {Free}");
        await PauseAsync("all");
        (await WaitsAsync("seed-2")).ShouldBeNull("a paused experiment wants nothing");

        async Task<string?> WaitsAsync(string run) => (await Home.SendAsync(new ShowRun($"all/{run}"))).Runs.Single().Waits;
    }

    [Fact]
    public async Task Weights_and_limits_are_set_shown_and_removed()
    {
        (await Home.SendAsync(new LimitPerson("ada", 2, null, Clear: false))).People.ShouldBe([new PersonLimit("ada", 2, null)]);
        (await Home.SendAsync(new LimitPerson("", null, 4, Clear: false))).People.ShouldBe([new PersonLimit("", null, 4), new PersonLimit("ada", 2, null)]);
        (await Home.SendAsync(new LimitPerson("ada", null, 1, Clear: false))).People[1].ShouldBe(new PersonLimit("ada", 2, 1));
        (await Home.SendAsync(new LimitPerson("ada", null, null, Clear: true))).People.ShouldBe([new PersonLimit("", null, 4)]);
    }

    [Fact]
    public async Task The_times_that_all_agree_on_count_for_every_process_and_can_be_taken_back()
    {
        LimitPerson times = new(string.Empty, null, null, Clear: false) { Times = new Dictionary<string, int> { ["lease"] = 60, ["offer"] = 40, ["reconcile"] = 20 } };
        LimitsDocument set = await Home.SendAsync(times);
        set.People.ShouldBeEmpty();
        set.Times.ShouldBe(new Dictionary<string, double> { ["lease"] = 60, ["offer"] = 40, ["reconcile"] = 20 });

        // One that runs already takes them when it admits, a further one when it opens the database.
        Guid experiment = await SubmitAsync("all", priority: 0, 1);
        await AdmitAsync(slots: 1, experiment);
        await using TestHome further = new(Home.Root, server: Home.Home.Server);
        await (await further.OpenAsync()).DisposeAsync();
        foreach (QueueTimes of in new[] { Home.Get<QueueTimes>(), further.Get<QueueTimes>() })
        {
            (of.Lease, of.Heartbeat, of.Offer, of.Reconcile).ShouldBe((TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(20)));
        }

        ((await StageAsync(Jobs.Single().Stage)).OfferedUntil!.Value - DateTimeOffset.UtcNow).TotalSeconds.ShouldBeInRange(30, 41);
        (await Home.SendAsync(new LimitPerson("ada", null, null, Clear: true))).Times.Count.ShouldBe(3, "they are nobody's own");
        (await Home.SendAsync(new LimitPerson(string.Empty, null, null, Clear: true))).Times.ShouldBeEmpty();
        await AdmitAsync(slots: 2, experiment);
        Home.Get<QueueTimes>().Lease.ShouldBe(TimeSpan.FromSeconds(30));
    }

    private Task PauseAsync(string name) => Home.SendAsync(new PauseExperiments([name], StopsWork: false));

    private async Task<(string Title, double? Seconds)[]> ExpectedAsync() =>
        [.. (await Home.SendAsync(new ListQueue())).Stages.Select(stage => (stage.Title, stage.SecondsToStart is { } seconds ? Math.Round(seconds, 3) : (double?)null))];

    /// <summary>Does a stage in as many seconds.</summary>
    private async Task DoAsync(Guid stage, double seconds)
    {
        await DoAsync(stage);
        await using PicieContext context = await Home.OpenAsync();
        Attempt attempt = await context.Attempts.SingleAsync(row => row.StageId == stage);
        attempt.EndedAt = attempt.StartedAt.AddSeconds(seconds);
        await context.SaveChangesAsync();
    }

    /// <summary>Makes a running stage one that has run for as many seconds.</summary>
    private async Task BackdateAsync(Guid stage, double seconds)
    {
        await using PicieContext context = await Home.OpenAsync();
        DateTimeOffset start = DateTimeOffset.UtcNow.AddSeconds(-seconds);
        await context.Attempts.Where(row => row.StageId == stage).ExecuteUpdateAsync(update => update.SetProperty(row => row.StartedAt, start));
    }

    /// <summary>Lets a pool of one slot be alive in a team: the one that the offers of these tests name.</summary>
    private async Task LiveAsync()
    {
        if (Home.Home.Server is null)
        {
            return;
        }

        await using PicieContext context = await Home.OpenAsync();
        Worker worker = new()
        {
            Id = Guid.CreateVersion7(),
            Host = "me",
            Pid = 1,
            SchemaVersion = "1",
            StartedAt = DateTimeOffset.UtcNow,
            HeartbeatAt = DateTimeOffset.UtcNow.AddDays(1),
        };
        context.Workers.Add(worker);
        context.WorkerPools.Add(new WorkerPool
        {
            WorkerId = worker.Id,
            Name = WorkSession.PoolName,
            Queue = WorkSession.PoolName,
            Kinds = JsonSerializer.Serialize(StageVersions.All.Keys.ToArray()),
            Device = "cpu",
            StageVersions = JsonSerializer.Serialize(StageVersions.All),
            Precisions = "[]",
            DataSets = JsonSerializer.Serialize(new[] { Home.DataSet("all"), Home.DataSet("other"), Home.DataSet("third") }),
            Slots = 1,
            OpenSlots = 1,
        });
        await context.SaveChangesAsync();
    }

    private string Free => Home.Home.Server is null ? "waits for a free slot" : "no worker that is alive can do it";

    private async Task<string> ReasonAsync() => (await Home.SendAsync(new ListQueue())).Stages.First(stage => stage.State == StageState.Ready && stage.Title is "Train 2" or "Preprocess all").Reason;
}

public sealed class ListQueueOnSqliteTests() : ListQueueTests(DatabaseKind.Sqlite);

public sealed class ListQueueOnPostgreSqlTests() : ListQueueTests(DatabaseKind.PostgreSql);
