using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Workers;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Workers;

public sealed class WorkerRegistryTests
{
    [Theory]
    [OnEachDatabase]
    public async Task Only_a_worker_that_gave_a_sign_of_life_within_a_lease_has_slots(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await (await home.OpenAsync()).DisposeAsync();
        WorkerIdentity worker = await AddAsync(home);
        (await SlotsAsync(home)).ShouldBe(3);

        await SilenceAsync(home, worker, new QueueTimes().Lease + TimeSpan.FromSeconds(5));
        (await SlotsAsync(home)).ShouldBe(0);
        (await home.SendAsync(new ListWorkers())).Workers.Single().State.ShouldBe(WorkerState.Silent);

        await home.Get<WorkerRegistry>().BeatAsync(worker, default);
        (await SlotsAsync(home)).ShouldBe(3);
        (await home.SendAsync(new ListWorkers())).Workers.Single().State.ShouldBe(WorkerState.Alive);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_worker_that_starts_again_ends_nothing_of_another_one_with_the_same_host_and_process(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await AddAsync(home, pid: 1);
        WorkerIdentity twin = await AddAsync(home, pid: 1, place: "another container's:/home");
        Guid stage = await home.StageIdAsync(StageKind.Preprocess);
        await StartAsync(home, twin, stage);

        await AddAsync(home, pid: 1);

        await using PicieContext context = await home.OpenAsync();
        (await context.Stages.SingleAsync(row => row.Id == stage)).State.ShouldBe(StageState.Running);
    }

    [Theory]
    [OnEachDatabase]
    public async Task What_is_due_next_is_the_end_of_an_offer_or_of_a_wait_that_is_still_to_come(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        WorkerRegistry registry = home.Get<WorkerRegistry>();
        TimeSpan hour = TimeSpan.FromHours(1);
        (await registry.UntilDueAsync(hour, default)).ShouldBe(hour);

        await SetAsync(update => update.SetProperty(row => row.NotBefore, DateTimeOffset.UtcNow.AddMinutes(-1)));
        (await registry.UntilDueAsync(hour, default)).ShouldBe(hour, "what is over is due already");
        await SetAsync(update => update.SetProperty(row => row.NotBefore, DateTimeOffset.UtcNow.AddMinutes(20)));
        (await registry.UntilDueAsync(hour, default)).TotalMinutes.ShouldBeInRange(19, 20.1);
        await home.OfferAsync(await home.StageIdAsync(StageKind.Preprocess));
        await SetAsync(update => update.SetProperty(row => row.OfferedUntil, DateTimeOffset.UtcNow.AddMinutes(10)));
        (await registry.UntilDueAsync(hour, default)).TotalMinutes.ShouldBeInRange(9, 10.1);

        async Task SetAsync(Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Stage>> change)
        {
            await using PicieContext context = await home.OpenAsync();
            await context.Stages.Where(row => row.State == StageState.Ready).ExecuteUpdateAsync(change);
        }
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_worker_that_drains_takes_nothing_and_gives_its_offers_back(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        WorkerIdentity worker = await AddAsync(home);
        Guid stage = await home.StageIdAsync(StageKind.Preprocess);
        await home.OfferAsync(stage);
        await using (PicieContext context = await home.OpenAsync())
        {
            string queue = worker.QueueOf("all");
            await context.Stages.Where(row => row.Id == stage).ExecuteUpdateAsync(update => update.SetProperty(row => row.Pool, queue));
        }

        await home.Get<WorkerRegistry>().CloseAsync(worker.Id, default);

        (await SlotsAsync(home)).ShouldBe(0);
        (await home.SendAsync(new ListWorkers())).Workers.Single().State.ShouldBe(WorkerState.Draining);
        await using PicieContext after = await home.OpenAsync();
        (await after.Stages.SingleAsync(row => row.Id == stage)).OfferedUntil.ShouldBeNull();
        await home.Get<WorkerRegistry>().EndAsync(worker, default);
        (await home.SendAsync(new ListWorkers())).Workers.ShouldBeEmpty();
        (await home.SendAsync(new ListWorkers(WithEnded: true))).Workers.Single().State.ShouldBe(WorkerState.Ended);
    }

    [Theory]
    [OnEachDatabase]
    public async Task What_a_former_process_of_the_same_home_had_is_ready_again_and_what_another_home_has_is_not(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        WorkerIdentity former = await AddAsync(home, pid: 1);
        WorkerIdentity elsewhere = await AddAsync(home, pid: 2, place: "other:/home");
        Guid stage = await home.StageIdAsync(StageKind.Preprocess);
        await StartAsync(home, former, stage);

        await AddAsync(home, pid: 3);

        await using PicieContext context = await home.OpenAsync();
        (await context.Stages.SingleAsync(row => row.Id == stage)).State.ShouldBe(StageState.Ready);
        (await context.Workers.SingleAsync(row => row.Id == former.Id)).EndedAt.ShouldNotBeNull();
        (await context.Workers.SingleAsync(row => row.Id == elsewhere.Id)).EndedAt.ShouldBeNull();
    }

    private static async Task<WorkerIdentity> AddAsync(TestHome home, int pid = 7, string? place = null)
    {
        WorkerIdentity worker = WorkerIdentity.OfThisProcess(home.Home) with { Pid = pid };
        worker = place is null ? worker : worker with { Home = place };
        await home.Get<WorkerRegistry>().AddAsync(worker, [PoolSpec.Default with { Slots = 3 }], default);
        return worker;
    }

    private static async Task<int> SlotsAsync(TestHome home) =>
        (await home.Get<WorkerRegistry>().LivePoolsAsync((_, _, _, _) => { }, default)).Sum(pool => pool.Slots);

    private static async Task SilenceAsync(TestHome home, WorkerIdentity worker, TimeSpan time)
    {
        await using PicieContext context = await home.OpenAsync();
        DateTimeOffset last = DateTimeOffset.UtcNow - time;
        await context.Workers.Where(row => row.Id == worker.Id).ExecuteUpdateAsync(update => update.SetProperty(row => row.HeartbeatAt, last));
    }

    private static async Task StartAsync(TestHome home, WorkerIdentity worker, Guid stage)
    {
        AttemptStart start = new(worker.Name, "picie", "cpu", 1, number => $"{number}.log") { Offer = await home.OfferAsync(stage), Lease = TimeSpan.FromHours(1) };
        string queue = worker.QueueOf("all");
        await using PicieContext context = await home.OpenAsync();
        await context.Stages.Where(row => row.Id == stage).ExecuteUpdateAsync(update => update.SetProperty(row => row.Pool, queue));
        (await home.Get<IStageLedger>().StartAsync(stage, start, default)).ShouldNotBeNull();
    }
}
