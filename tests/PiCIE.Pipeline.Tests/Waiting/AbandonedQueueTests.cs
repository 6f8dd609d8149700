using PiCIE.Experiments.States;
using PiCIE.Pipeline.Homes;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Waiting;

namespace PiCIE.Pipeline.Tests.Waiting;

/// <summary>The queue of a home whose process was killed: nothing runs there and nothing will start by itself, whatever the rows say.</summary>
public sealed class AbandonedQueueTests : IAsyncLifetime
{
    private const string Waits = "waits for somebody who works on this home";
    private readonly TestHome _home = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    [Fact]
    public async Task What_a_killed_process_left_running_waits_and_nothing_is_expected_to_start()
    {
        await _home.SubmitAsync(TestPlans.Of(_home, "fields", "text", 1));
        Guid stage = await _home.StageIdAsync(PiCIE.Experiments.Stages.StageKind.Preprocess);
        await _home.StartAsync(stage);

        QueueDocument queue = await _home.SendAsync(new ListQueue());

        queue.Stages.Select(row => (row.State, row.Place, row.Reason, row.SecondsToStart)).ShouldBe(
        [
            (StageState.Ready, 1, Waits, null),
            (StageState.Blocked, null, "waits for Preprocess all (ready)", null),
            (StageState.Blocked, null, "waits for Preprocess all (ready), Train 1 (blocked)", null),
            (StageState.Blocked, null, "waits for Cluster 1 (blocked), Preprocess all (ready), Train 1 (blocked)", null),
        ]);
        (await _home.SendAsync(new ShowRun("fields/seed-1"))).Runs.Single().Waits.ShouldBe($"Preprocess all {Waits}");
        _home.Lock.ShouldNotBeNull();
        (await _home.SendAsync(new ListQueue())).Stages[0].State.ShouldBe(StageState.Running, "the lock of a home says whether somebody works there");
    }

    [Fact]
    public async Task An_offer_of_a_killed_process_is_none()
    {
        await _home.SubmitAsync(TestPlans.Of(_home, "fields", "text", 1));
        await _home.OfferAsync(await _home.StageIdAsync(PiCIE.Experiments.Stages.StageKind.Preprocess));

        (await _home.SendAsync(new ListQueue())).Stages[0].Reason.ShouldBe(Waits);
    }

    [Fact]
    public async Task What_only_a_killed_process_asked_for_is_counted_and_not_listed()
    {
        Guid dead = Guid.CreateVersion7();
        using FollowerLock living = FollowerLock.Take(_home.Home);
        await _home.SubmitAsync(TestPlans.Of(_home, "fields", "text", 1) with { Follower = dead });
        await _home.SubmitAsync(TestPlans.Of(_home, "meadows", "text", 2) with { Follower = living.Id });
        await _home.SubmitAsync(TestPlans.Of(_home, "forests", "text", 3));

        QueueDocument queue = await _home.SendAsync(new ListQueue());

        queue.NotAsked.ShouldBe(1);
        queue.Stages.Select(row => row.Experiment).Distinct().Order().ShouldBe(["forests", "meadows"]);
        queue.Total.ShouldBe(7);
    }

    [Fact]
    public async Task What_a_killed_process_asked_for_beside_somebody_else_is_listed()
    {
        await _home.SubmitAsync(TestPlans.Of(_home, "fields", "text", 1) with { Follower = Guid.CreateVersion7() });
        await _home.SubmitAsync(TestPlans.Of(_home, "fields", "text", 1));

        QueueDocument queue = await _home.SendAsync(new ListQueue());

        (queue.NotAsked, queue.Total).ShouldBe((0, 4));
    }
}
