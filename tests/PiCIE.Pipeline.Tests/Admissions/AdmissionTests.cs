using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Control;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Admissions;

/// <summary>What is offered in which order, on a real database of each kind.</summary>
public abstract class AdmissionTests(DatabaseKind kind) : AdmissionHome(kind)
{
    [Fact]
    public async Task Higher_priority_comes_first_whatever_its_age()
    {
        Guid low = await SubmitAsync("low", priority: 0);
        Guid high = await SubmitAsync("high", priority: 5);

        await AdmitAsync(slots: 1, low, high);

        Jobs.Single().Title.ShouldBe("Preprocess high");
    }

    [Fact]
    public async Task Of_equal_priority_the_older_comes_first()
    {
        Guid older = await SubmitAsync("older", priority: 3);
        Guid newer = await SubmitAsync("newer", priority: 3);

        await AdmitAsync(slots: 1, newer, older);

        Jobs.Single().Title.ShouldBe("Preprocess older");
    }

    [Fact]
    public async Task Every_run_of_an_older_submit_comes_before_the_first_of_a_younger()
    {
        Guid older = await SubmitAsync("older", priority: 0, 1, 2);
        Guid younger = await SubmitAsync("younger", priority: 0, 3);
        await AdmitAsync(slots: 2, older, younger);
        await DoAsync(Jobs[0].Stage);
        await DoAsync(Jobs[1].Stage);

        await AdmitAsync(slots: 3, older, younger);

        Jobs.Skip(2).Select(job => job.Title).ShouldBe(["Train 1", "Train 2", "Train 3"]);
    }

    [Fact]
    public async Task Within_an_experiment_a_run_is_finished_before_the_next_begins()
    {
        Guid experiment = await SubmitAsync("all", priority: 0, 1, 2);

        for (int stage = 0; stage < 7; stage++)
        {
            await AdmitAsync(slots: 1, experiment);
            await DoAsync(Jobs[^1].Stage);
        }

        Jobs.Select(job => job.Title).ShouldBe(
            ["Preprocess all", "Train 1", "Cluster 1", "Evaluate 1", "Train 2", "Cluster 2", "Evaluate 2"]);
    }

    [Fact]
    public async Task What_is_offered_and_what_runs_takes_the_slots()
    {
        Guid experiment = await SubmitAsync("all", priority: 0, 1, 2, 3, 4);
        await AdmitAsync(slots: 3, experiment);
        await DoAsync(Jobs.Single().Stage);

        await AdmitAsync(slots: 3, experiment);
        await AdmitAsync(slots: 3, experiment);
        Jobs.Count.ShouldBe(1 + 3);

        await StartAsync(Jobs[1].Stage, Jobs[1].Offer);
        await AdmitAsync(slots: 3, experiment);
        Jobs.Count.ShouldBe(1 + 3, "one of the three runs and still takes its slot");
    }

    [Fact]
    public async Task An_offer_is_committed_before_its_job_is_made()
    {
        Guid experiment = await SubmitAsync("all", priority: 0);
        List<(int, string?)> seen = [];
        JobPool pool = new("local", 1, (_, stage, offer) =>
        {
            using PicieContext context = Home.OpenAsync().GetAwaiter().GetResult();
            Stage row = context.Stages.Single(row => row.Id == stage);
            seen.Add((row.Offer - offer, row.Pool));
        });

        await Home.Get<Admission>().AdmitAsync([pool], Home.Asked(experiment), default);

        seen.ShouldBe([(0, "local")]);
    }

    [Fact]
    public async Task An_offer_that_ran_out_is_made_again_under_the_next_number()
    {
        Guid experiment = await SubmitAsync("all", priority: 0);
        Admission admission = Home.Get<Admission>();

        await admission.AdmitAsync([Pool(1)], Home.Asked(experiment), default);
        await admission.AdmitAsync([Pool(1)], Home.Asked(experiment), default);
        await EndOffersAsync();
        await admission.AdmitAsync([Pool(1)], Home.Asked(experiment), default);

        Jobs.Select(job => job.Offer).ShouldBe([1, 2]);
        (await StageAsync(Jobs[0].Stage)).LastPool.ShouldBe("local");
    }

    [Fact]
    public async Task An_offer_whose_job_could_not_be_made_is_withdrawn()
    {
        Guid experiment = await SubmitAsync("all", priority: 0);
        JobPool broken = new("local", 1, (_, _, _) => throw new InvalidOperationException("on purpose"));

        await Home.Get<Admission>().AdmitAsync([broken], Home.Asked(experiment), default);
        await AdmitAsync(slots: 1, experiment);

        Jobs.Single().Offer.ShouldBe(2);
    }

    [Fact]
    public async Task An_experiment_has_no_more_at_once_than_it_says()
    {
        Guid experiment = await SubmitAsync("all", priority: 0, 1, 2, 3, 4);
        await AdmitAsync(slots: 4, experiment);
        await DoAsync(Jobs.Single().Stage);
        await SetAsync(row => row.MaxConcurrent = 2);

        await AdmitAsync(slots: 4, experiment);

        Jobs.Skip(1).Select(job => job.Title).ShouldBe(["Train 1", "Train 2"]);
        (await StageAsync(Jobs[1].Stage)).ChargedExperimentId.ShouldBe(experiment);
    }

    [Fact]
    public async Task A_shared_stage_is_charged_to_the_wanter_that_has_room()
    {
        Guid full = await SubmitAsync("all", priority: 9, 1, 2);
        Guid free = await Home.SubmitAsync(TestPlans.OfPhotographs("all", Home, "free", "free", 2));
        await AdmitAsync(slots: 4, full, free);
        await DoAsync(Jobs.Single().Stage);
        await SetAsync(row => row.MaxConcurrent = row.Id == full ? 1 : null);

        await AdmitAsync(slots: 4, full, free);

        Jobs.Skip(1).Select(job => job.Title).ShouldBe(["Train 1", "Train 2"]);
        (await StageAsync(Jobs[2].Stage)).ChargedExperimentId.ShouldBe(free);
    }

    [Fact]
    public async Task A_shared_stage_is_charged_to_the_wanter_of_the_highest_priority_and_not_to_the_first()
    {
        Guid early = await Home.SubmitAsync(TestPlans.OfPhotographs("all", Home, "early", "early", 1));
        Guid urgent = await SubmitAsync("all", priority: 9, 2);

        await AdmitAsync(slots: 1, early, urgent);

        (await StageAsync(Jobs.Single().Stage)).ChargedExperimentId.ShouldBe(urgent);
    }

    [Fact]
    public async Task What_is_paused_in_backoff_or_not_asked_for_is_not_offered()
    {
        Guid experiment = await SubmitAsync("all", priority: 0);
        await Home.SendAsync(new PauseExperiments(["all"], StopsWork: false));
        await AdmitAsync(slots: 1, experiment);
        await Home.SendAsync(new ResumeRuns(["all"]));
        await using (PicieContext context = await Home.OpenAsync())
        {
            (await context.Stages.SingleAsync(stage => stage.Kind == StageKind.Preprocess)).NotBefore = DateTimeOffset.UtcNow.AddHours(1);
            await context.SaveChangesAsync();
        }

        await AdmitAsync(slots: 1, experiment);
        await Home.Get<Admission>().AdmitAsync([Pool(1)], [Guid.NewGuid()], default);

        Jobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_only_others_asked_for_is_left_to_them()
    {
        Guid mine = await SubmitAsync("mine", priority: 0);
        await SubmitAsync("urgent", priority: 9, 2);

        await AdmitAsync(slots: 4, mine);

        Jobs.Select(job => job.Title).ShouldBe(["Preprocess mine"]);
    }

    [Fact]
    public async Task After_a_late_result_the_stage_is_offered_again()
    {
        Guid experiment = await SubmitAsync("all", priority: 0);
        await AdmitAsync(slots: 1, experiment);
        StartedAttempt late = await StartAsync(Jobs[0].Stage, Jobs[0].Offer);
        await Home.Get<IStageLedger>().ClearAsync(default);
        (await Home.Get<IStageLedger>().InterruptAsync(Jobs[0].Stage, late.Number, default)).ShouldBeFalse();

        await AdmitAsync(slots: 1, experiment);

        Jobs.Select(job => job.Offer).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_job_that_cannot_be_made_takes_back_its_own_offer_and_no_newer_one()
    {
        await SubmitAsync("fields", 0);
        JobPool broken = new("local", 1, (_, stage, _) =>
        {
            OfferAnewAsync(stage).GetAwaiter().GetResult();
            throw new InvalidOperationException("on purpose");
        });

        await Home.Get<Admission>().AdmitAsync([broken], null, TestContext.Current.CancellationToken);

        await using PicieContext context = await Home.OpenAsync();
        Stage offered = await context.Stages.AsNoTracking().SingleAsync(stage => stage.OfferedUntil != null);
        (offered.Offer, offered.Pool).ShouldBe((2, "another"));
    }

    private async Task OfferAnewAsync(Guid stage)
    {
        await using PicieContext context = await Home.OpenAsync();
        await context.Stages.Where(row => row.Id == stage)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.Offer, row => row.Offer + 1).SetProperty(row => row.Pool, "another"));
    }
}

public sealed class AdmissionOnSqliteTests() : AdmissionTests(DatabaseKind.Sqlite);

public sealed class AdmissionOnPostgreSqlTests() : AdmissionTests(DatabaseKind.PostgreSql);
