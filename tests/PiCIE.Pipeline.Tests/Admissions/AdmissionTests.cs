using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Specs;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Admissions;

/// <summary>On a real database of each kind, with a queue that only notes its jobs.</summary>
public abstract class AdmissionTests(DatabaseKind kind) : IAsyncLifetime
{
    private readonly List<(string Title, Guid Stage, int Offer)> _jobs = [];
    private TestHome _home = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(kind == DatabaseKind.PostgreSql && PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        _home = await TestHome.OnAsync(kind);
    }

    public async ValueTask DisposeAsync()
    {
        await (_home?.DisposeAsync() ?? ValueTask.CompletedTask);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Higher_priority_comes_first_whatever_its_age()
    {
        Guid low = await SubmitAsync("low", priority: 0);
        Guid high = await SubmitAsync("high", priority: 5);

        await AdmitAsync(slots: 1, low, high);

        _jobs.Single().Title.ShouldBe("Preprocess high");
    }

    [Fact]
    public async Task Of_equal_priority_the_older_comes_first()
    {
        Guid older = await SubmitAsync("older", priority: 3);
        Guid newer = await SubmitAsync("newer", priority: 3);

        await AdmitAsync(slots: 1, newer, older);

        _jobs.Single().Title.ShouldBe("Preprocess older");
    }

    [Fact]
    public async Task Every_run_of_an_older_submit_comes_before_the_first_of_a_younger()
    {
        Guid older = await SubmitAsync("older", priority: 0, 1, 2);
        Guid younger = await SubmitAsync("younger", priority: 0, 3);
        await AdmitAsync(slots: 2, older, younger);
        await DoAsync(_jobs[0].Stage);
        await DoAsync(_jobs[1].Stage);

        await AdmitAsync(slots: 3, older, younger);

        _jobs.Skip(2).Select(job => job.Title).ShouldBe(["Train 1", "Train 2", "Train 3"]);
    }

    [Fact]
    public async Task Within_an_experiment_a_run_is_finished_before_the_next_begins()
    {
        Guid experiment = await SubmitAsync("all", priority: 0, 1, 2);

        for (int stage = 0; stage < 7; stage++)
        {
            await AdmitAsync(slots: 1, experiment);
            await DoAsync(_jobs[^1].Stage);
        }

        _jobs.Select(job => job.Title).ShouldBe(
            ["Preprocess all", "Train 1", "Cluster 1", "Evaluate 1", "Train 2", "Cluster 2", "Evaluate 2"]);
    }

    [Fact]
    public async Task What_is_offered_and_what_runs_takes_the_slots()
    {
        Guid experiment = await SubmitAsync("all", priority: 0, 1, 2, 3, 4);
        await AdmitAsync(slots: 3, experiment);
        await DoAsync(_jobs.Single().Stage);

        await AdmitAsync(slots: 3, experiment);
        await AdmitAsync(slots: 3, experiment);
        _jobs.Count.ShouldBe(1 + 3);

        await StartAsync(_jobs[1].Stage, _jobs[1].Offer);
        await AdmitAsync(slots: 3, experiment);
        _jobs.Count.ShouldBe(1 + 3, "one of the three runs and still takes its slot");
    }

    [Fact]
    public async Task An_offer_is_committed_before_its_job_is_made()
    {
        Guid experiment = await SubmitAsync("all", priority: 0);
        List<(int, string?)> seen = [];
        JobPool pool = new("local", 1, (_, stage, offer) =>
        {
            using PicieContext context = _home.OpenAsync().GetAwaiter().GetResult();
            Stage row = context.Stages.Single(row => row.Id == stage);
            seen.Add((row.Offer - offer, row.Pool));
        });

        await _home.Get<Admission>().AdmitAsync([pool], _home.Asked(experiment), default);

        seen.ShouldBe([(0, "local")]);
    }

    [Fact]
    public async Task An_offer_that_ran_out_is_made_again_under_the_next_number()
    {
        Guid experiment = await SubmitAsync("all", priority: 0);
        Admission admission = _home.Get<Admission>();

        await admission.AdmitAsync([Pool(1)], _home.Asked(experiment), default);
        await admission.AdmitAsync([Pool(1)], _home.Asked(experiment), default);
        await EndOffersAsync();
        await admission.AdmitAsync([Pool(1)], _home.Asked(experiment), default);

        _jobs.Select(job => job.Offer).ShouldBe([1, 2]);
        (await StageAsync(_jobs[0].Stage)).LastPool.ShouldBe("local");
    }

    [Fact]
    public async Task An_offer_whose_job_could_not_be_made_is_withdrawn()
    {
        Guid experiment = await SubmitAsync("all", priority: 0);
        JobPool broken = new("local", 1, (_, _, _) => throw new InvalidOperationException("on purpose"));

        await _home.Get<Admission>().AdmitAsync([broken], _home.Asked(experiment), default);
        await AdmitAsync(slots: 1, experiment);

        _jobs.Single().Offer.ShouldBe(2);
    }

    [Fact]
    public async Task An_experiment_has_no_more_at_once_than_it_says()
    {
        Guid experiment = await SubmitAsync("all", priority: 0, 1, 2, 3, 4);
        await AdmitAsync(slots: 4, experiment);
        await DoAsync(_jobs.Single().Stage);
        await SetAsync(row => row.MaxConcurrent = 2);

        await AdmitAsync(slots: 4, experiment);

        _jobs.Skip(1).Select(job => job.Title).ShouldBe(["Train 1", "Train 2"]);
        (await StageAsync(_jobs[1].Stage)).ChargedExperimentId.ShouldBe(experiment);
    }

    [Fact]
    public async Task A_shared_stage_is_charged_to_the_wanter_that_has_room()
    {
        Guid full = await SubmitAsync("all", priority: 9, 1, 2);
        Guid free = await _home.SubmitAsync(TestPlans.OfPhotographs("all", _home, "free", "free", 2));
        await AdmitAsync(slots: 4, full, free);
        await DoAsync(_jobs.Single().Stage);
        await SetAsync(row => row.MaxConcurrent = row.Id == full ? 1 : null);

        await AdmitAsync(slots: 4, full, free);

        _jobs.Skip(1).Select(job => job.Title).ShouldBe(["Train 1", "Train 2"]);
        (await StageAsync(_jobs[2].Stage)).ChargedExperimentId.ShouldBe(free);
    }

    [Fact]
    public async Task A_shared_stage_is_charged_to_the_wanter_of_the_highest_priority_and_not_to_the_first()
    {
        Guid early = await _home.SubmitAsync(TestPlans.OfPhotographs("all", _home, "early", "early", 1));
        Guid urgent = await SubmitAsync("all", priority: 9, 2);

        await AdmitAsync(slots: 1, early, urgent);

        (await StageAsync(_jobs.Single().Stage)).ChargedExperimentId.ShouldBe(urgent);
    }

    [Fact]
    public async Task What_is_paused_in_backoff_or_not_asked_for_is_not_offered()
    {
        Guid experiment = await SubmitAsync("all", priority: 0);
        await SetAsync(row => row.PausedAt = DateTimeOffset.UtcNow);
        await AdmitAsync(slots: 1, experiment);
        await SetAsync(row => row.PausedAt = null);
        await using (PicieContext context = await _home.OpenAsync())
        {
            (await context.Stages.SingleAsync(stage => stage.Kind == StageKind.Preprocess)).NotBefore = DateTimeOffset.UtcNow.AddHours(1);
            await context.SaveChangesAsync();
        }

        await AdmitAsync(slots: 1, experiment);
        await _home.Get<Admission>().AdmitAsync([Pool(1)], [Guid.NewGuid()], default);

        _jobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_only_others_asked_for_is_left_to_them()
    {
        Guid mine = await SubmitAsync("mine", priority: 0);
        await SubmitAsync("urgent", priority: 9, 2);

        await AdmitAsync(slots: 4, mine);

        _jobs.Select(job => job.Title).ShouldBe(["Preprocess mine"]);
    }

    [Fact]
    public async Task After_a_late_result_the_stage_is_offered_again()
    {
        Guid experiment = await SubmitAsync("all", priority: 0);
        await AdmitAsync(slots: 1, experiment);
        StartedAttempt late = await StartAsync(_jobs[0].Stage, _jobs[0].Offer);
        await _home.Get<IStageLedger>().ClearAsync(default);
        (await _home.Get<IStageLedger>().InterruptAsync(_jobs[0].Stage, late.Number, default)).ShouldBeFalse();

        await AdmitAsync(slots: 1, experiment);

        _jobs.Select(job => job.Offer).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Several_admissions_at_once_offer_no_more_than_there_is_room_for()
    {
        Guid experiment = await SubmitAsync("all", priority: 0, 1, 2, 3, 4, 5, 6);
        await AdmitAsync(slots: 1, experiment);
        await DoAsync(_jobs.Single().Stage);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => _home.Get<Admission>().AdmitAsync(
            [new JobPool(WorkSession.PoolName, 2, (_, _, _) => { })], _home.Asked(experiment), TestContext.Current.CancellationToken))));

        await using PicieContext context = await _home.OpenAsync();
        (await context.Stages.CountAsync(stage => stage.OfferedUntil != null)).ShouldBe(2);
    }

    [Fact]
    public async Task A_stage_is_offered_to_a_pool_that_can_do_it_and_to_the_freest_of_these()
    {
        Guid experiment = await SubmitAsync("all", priority: 0, 1, 2, 3);
        await AdmitAsync(slots: 1, experiment);
        await DoAsync(_jobs.Single().Stage);
        JobPool blind = PoolOf("blind", 9, needs => needs.Kind != StageKind.Train), small = PoolOf("small", 1, _ => true), large = PoolOf("large", 3, _ => true);

        await _home.Get<Admission>().AdmitAsync([blind, small, large], _home.Asked(experiment), TestContext.Current.CancellationToken);

        await using PicieContext context = await _home.OpenAsync();
        (await context.Stages.Where(stage => stage.OfferedUntil != null).Select(stage => stage.Pool).OrderBy(pool => pool).ToListAsync()).ShouldBe(["large", "large", "small"]);
    }

    [Fact]
    public async Task A_stage_whose_offer_ran_out_in_a_pool_goes_to_another_where_there_is_one()
    {
        Guid experiment = await SubmitAsync("all", priority: 0);
        JobPool dead = PoolOf("dead", 9, _ => true), other = PoolOf("other", 1, _ => true);
        await _home.Get<Admission>().AdmitAsync([dead], _home.Asked(experiment), default);
        await EndOffersAsync();

        await _home.Get<Admission>().AdmitAsync([dead, other], _home.Asked(experiment), default);

        (await StageAsync(_jobs[^1].Stage)).Pool.ShouldBe("other");
    }

    private JobPool PoolOf(string name, int slots, Func<StageNeeds, bool> canDo) =>
        new(name, slots, (title, stage, offer) => _jobs.Add((title, stage, offer))) { CanDo = canDo };

    /// <summary>Lets the time of all offers pass.</summary>
    private async Task EndOffersAsync()
    {
        await using PicieContext context = await _home.OpenAsync();
        DateTimeOffset past = DateTimeOffset.UtcNow.AddSeconds(-1);
        (await context.Stages.Where(stage => stage.OfferedUntil != null).ExecuteUpdateAsync(update => update.SetProperty(stage => stage.OfferedUntil, past))).ShouldBeGreaterThan(0);
    }

    private JobPool Pool(int slots) => new(WorkSession.PoolName, slots, (title, stage, offer) => _jobs.Add((title, stage, offer)));

    private Task AdmitAsync(int slots, params Guid[] experiments) => _home.Get<Admission>().AdmitAsync(
        [Pool(slots)], [.. experiments.SelectMany(_home.Asked)], TestContext.Current.CancellationToken);

    private Task<Guid> SubmitAsync(string name, int priority, params long[] seeds)
    {
        PlannedExperiment planned = TestPlans.OfPhotographs(name, _home, name, name, seeds.Length == 0 ? [1] : seeds);
        return _home.SubmitAsync(planned with { Spec = planned.Spec with { Priority = priority } });
    }

    private async Task SetAsync(Action<PiCIE.Storage.Experiments.Experiment> change)
    {
        await using PicieContext context = await _home.OpenAsync();
        (await context.Experiments.ToListAsync()).ForEach(change);
        await context.SaveChangesAsync();
    }

    private async Task<StartedAttempt> StartAsync(Guid stage, int offer) => (await _home.Get<IStageLedger>().StartAsync(
        stage, new AttemptStart("me:1", "picie", "cpu", 1, number => $"{number}.log") { Offer = offer }, default)).ShouldNotBeNull();

    private async Task DoAsync(Guid stage)
    {
        StartedAttempt started = await StartAsync(stage, (await StageAsync(stage)).Offer);
        StageCommit commit = new(new PiCIE.Storage.Artifacts.StoredManifest("abc", []), StageJson.ToElement(new { done = true }), []);
        (await _home.Get<IStageLedger>().CommitAsync(stage, started.Number, commit, default)).ShouldBeTrue();
    }

    private async Task<Stage> StageAsync(Guid stage)
    {
        await using PicieContext context = await _home.OpenAsync();
        return await context.Stages.AsNoTracking().SingleAsync(row => row.Id == stage);
    }
}

public sealed class AdmissionOnSqliteTests() : AdmissionTests(DatabaseKind.Sqlite);

public sealed class AdmissionOnPostgreSqlTests() : AdmissionTests(DatabaseKind.PostgreSql);
