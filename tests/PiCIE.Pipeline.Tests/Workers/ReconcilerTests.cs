using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Workers;
using PiCIE.Storage;
using PiCIE.Storage.Checking;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Workers;

public sealed class ReconcilerTests
{
    private static readonly QueueTimes Times = new();

    [Theory]
    [OnEachDatabase]
    public async Task A_lease_that_ran_out_is_ended_by_who_reached_the_database_all_the_while(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid stage = await StartedAsync(home, lease: TimeSpan.FromMilliseconds(1));
        await Task.Delay(20, TestContext.Current.CancellationToken);

        await home.Get<Reconciler>().RunAsync(new UnbrokenContact(Times.Reconcile, TimeProvider.System), default);
        (await StateAsync(home, stage)).ShouldBe(StageState.Running, "a process that just started has heard nothing and must not judge");

        await home.Get<Reconciler>().RunAsync(Lasting(), default);
        (await StateAsync(home, stage)).ShouldBe(StageState.Ready);
        await using PicieContext context = await home.OpenAsync();
        (await context.Attempts.SingleAsync()).Outcome.ShouldBe(AttemptOutcome.Lost);
        (await Invariants.BrokenAsync(context, CancellationToken.None)).ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_lease_that_stands_and_a_stage_without_one_are_left_alone(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid leased = await StartedAsync(home, lease: TimeSpan.FromSeconds(20));
        await home.SubmitAsync(TestPlans.Of(home, "other", "text", 1));

        await home.Get<Reconciler>().RunAsync(Lasting(), default);

        (await StateAsync(home, leased)).ShouldBe(StageState.Running);
    }

    [Theory]
    [OnEachDatabase]
    public async Task What_lies_too_far_ahead_because_a_clock_went_back_is_cut(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid stage = await StartedAsync(home, lease: TimeSpan.FromHours(1));
        await using PicieContext context = await home.OpenAsync();
        await context.Stages.Where(row => row.Id != stage).ExecuteUpdateAsync(update => update.SetProperty(row => row.NotBefore, DateTimeOffset.UtcNow.AddHours(2)));

        await home.Get<Reconciler>().RunAsync(Lasting(), default);

        (await context.Stages.Where(row => row.Id != stage).Select(row => row.NotBefore).FirstAsync()).ShouldNotBeNull()
            .ShouldBeLessThanOrEqualTo(DateTimeOffset.UtcNow + new FailureRules().LongestWait + TimeSpan.FromSeconds(2));
        DateTimeOffset until = (await context.Stages.SingleAsync(row => row.Id == stage)).LeaseUntil.ShouldNotBeNull();
        until.ShouldBeLessThanOrEqualTo(DateTimeOffset.UtcNow + Times.Lease + TimeSpan.FromSeconds(2));
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_stage_that_waits_for_nothing_is_made_ready(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid stage = await home.StageIdAsync(StageKind.Preprocess);
        await using (PicieContext context = await home.OpenAsync())
        {
            await context.Stages.Where(row => row.Id == stage).ExecuteUpdateAsync(update => update.SetProperty(row => row.State, StageState.Blocked));
        }

        await home.Get<Reconciler>().RunAsync(Lasting(), default);

        (await StateAsync(home, stage)).ShouldBe(StageState.Ready);
        (await StateAsync(home, await home.StageIdAsync(StageKind.Train))).ShouldBe(StageState.Blocked);
    }

    /// <summary>A contact that has lasted for a lease.</summary>
    private static UnbrokenContact Lasting()
    {
        ManualClock clock = new();
        UnbrokenContact contact = new(Times.Lease, clock);
        contact.Reached(clock.Now);
        clock.Advance(Times.Lease);
        contact.Reached(clock.Now);
        return contact;
    }

    private static async Task<Guid> StartedAsync(TestHome home, TimeSpan lease)
    {
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid stage = await home.StageIdAsync(StageKind.Preprocess);
        AttemptStart start = new("gone:1", "picie", "cpu", 1, number => $"{number}.log") { Offer = await home.OfferAsync(stage), Lease = lease };
        (await home.Get<IStageLedger>().StartAsync(stage, start, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        return stage;
    }

    private static async Task<StageState> StateAsync(TestHome home, Guid stage)
    {
        await using PicieContext context = await home.OpenAsync();
        return await context.Stages.Where(row => row.Id == stage).Select(row => row.State).SingleAsync();
    }
}
