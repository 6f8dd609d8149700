using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Control;
using PiCIE.Pipeline.Tests.Admissions;
using PiCIE.Pipeline.Waiting;
using PiCIE.Storage;
using PiCIE.Storage.Limits;

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
    public async Task Weights_and_limits_are_set_shown_and_removed()
    {
        (await Home.SendAsync(new LimitPerson("ada", 2, null, Clear: false))).People.ShouldBe([new PersonLimit("ada", 2, null)]);
        (await Home.SendAsync(new LimitPerson("", null, 4, Clear: false))).People.ShouldBe([new PersonLimit("", null, 4), new PersonLimit("ada", 2, null)]);
        (await Home.SendAsync(new LimitPerson("ada", null, 1, Clear: false))).People[1].ShouldBe(new PersonLimit("ada", 2, 1));
        (await Home.SendAsync(new LimitPerson("ada", null, null, Clear: true))).People.ShouldBe([new PersonLimit("", null, 4)]);
    }

    private string Free => Home.Home.Server is null ? "waits for a free slot" : "no worker that is alive can do it";

    private async Task<string> ReasonAsync() => (await Home.SendAsync(new ListQueue())).Stages.First(stage => stage.State == StageState.Ready && stage.Title is "Train 2" or "Preprocess all").Reason;
}

public sealed class ListQueueOnSqliteTests() : ListQueueTests(DatabaseKind.Sqlite);

public sealed class ListQueueOnPostgreSqlTests() : ListQueueTests(DatabaseKind.PostgreSql);
