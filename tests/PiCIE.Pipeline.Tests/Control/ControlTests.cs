using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Control;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Control;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Control;

public sealed class ControlTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Theory]
    [OnEachDatabase]
    public async Task Of_a_canceled_run_only_what_another_run_has_too_is_done(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));

        ChangedRuns canceled = await home.SendAsync(new CancelRuns(["fields/seed-1"]));

        canceled.Runs.ShouldHaveSingleItem().ShouldBe(new ChangedRun(home.Asked(experiment)[0], "seed-1", "fields", true, RunStatus.Canceled));
        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Failed, "a run that was asked for was canceled");
        home.Ran().ShouldBe(["preprocess", "train", "cluster", "evaluate"]);
        await using PicieContext context = await home.OpenAsync();
        (await context.Runs.OrderBy(run => run.Position).Select(run => run.Status).ToListAsync()).ShouldBe([RunStatus.Canceled, RunStatus.Done]);
        (await context.Stages.CountAsync(stage => stage.State == StageState.Canceled)).ShouldBe(3);
        (await context.Events.Where(row => row.Type == "run-canceled").Select(row => row.Actor).SingleAsync()).ShouldBe("tester");
        (await home.SendAsync(new CancelRuns(["fields"]))).Runs.ShouldAllBe(run => !run.Changed);
    }

    [Theory]
    [OnEachDatabase("wait")]
    [OnEachDatabase("deaf")]
    public async Task A_canceled_stage_that_runs_ends_at_once_and_nothing_of_it_starts_again(DatabaseKind kind, string mode)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        home.Let("train", mode);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Watching watching = WhenTrainingRuns(() => home.SendAsync(new CancelRuns(["fields"])));

        (await home.WorkAsync(experiment, watching)).ShouldBe(WorkOutcome.Failed);

        home.IsLastAlive().ShouldBeFalse();
        home.Ran().ShouldBe(["preprocess", "train"]);
        StageEnded ended = watching.Notices.OfType<StageEnded>().Last();
        (ended.Outcome, ended.Sentence).ShouldBe((AttemptOutcome.Canceled, "tester canceled it"));
        await using PicieContext context = await home.OpenAsync();
        (await context.Events.CountAsync(row => row.Type == "late-result")).ShouldBe(0);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_stage_that_another_experiment_has_too_goes_on_when_one_of_them_is_canceled(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        home.Let("train", "slow");
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid other = await home.SubmitAsync(TestPlans.Of(home, "meadows", "text", 1));
        Watching watching = WhenTrainingRuns(() => home.SendAsync(new CancelRuns(["fields"])));

        (await home.WorkAsync(other, watching)).ShouldBe(WorkOutcome.Done);

        home.Ran().ShouldBe(["preprocess", "train", "cluster", "evaluate"]);
        await using PicieContext context = await home.OpenAsync();
        (await context.Runs.Select(run => run.Status).Distinct().ToListAsync()).ShouldBe([RunStatus.Done], "others' work finished the canceled one too");
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_run_whose_place_another_one_took_holds_no_stage_and_is_not_asked_for_again(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid replaced = home.Asked(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)))[0];
        Guid other = home.Asked(await home.SubmitAsync(TestPlans.Of(home, "meadows", "text", 1)))[0];
        await using PicieContext context = await home.OpenAsync();
        await context.Runs.Where(run => run.Id == replaced).ExecuteUpdateAsync(update => update.SetProperty(run => run.SupersededById, other).SetProperty(run => run.SubmittedAt, (DateTimeOffset?)null));

        (await home.Get<RunRetry>().AskAgainAsync([replaced], failed: true, "tester", default)).ShouldBeEmpty();
        await home.SendAsync(new CancelRuns(["meadows"]));

        (await context.Stages.Select(stage => stage.State).Distinct().ToListAsync()).ShouldBe([StageState.Canceled], "the replaced run has the same stages, and wants none");
    }

    [Theory]
    [OnEachDatabase]
    public async Task What_a_done_run_lost_during_a_pause_is_wanted_again_when_it_loses_its_end_too(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);
        IStageLedger ledger = home.Get<IStageLedger>();

        await home.SendAsync(new PauseExperiments(["fields"], StopsWork: false));
        await ledger.WithdrawAsync(await home.StageIdAsync(StageKind.Train), "lost", default);
        await home.SendAsync(new ResumeRuns(["fields"]));
        await ledger.WithdrawAsync(await home.StageIdAsync(StageKind.Evaluate), "lost", default);

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);
        home.Ran().Length.ShouldBe(6);
    }

    [Theory]
    [OnEachDatabase]
    public async Task When_the_last_who_follows_ends_what_was_offered_is_taken_back(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        (Guid first, Guid second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1) with { Follower = first });
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1) with { Follower = second });
        Guid stage = await home.StageIdAsync(StageKind.Preprocess);
        await home.OfferAsync(stage);
        Following following = home.Get<Following>();

        (await following.EndAsync([first], default)).ShouldBe(1);
        (await OfferedAsync()).ShouldBeTrue("the other one follows still");
        (await following.EndAsync([second, Guid.NewGuid()], default)).ShouldBe(1);

        (await OfferedAsync()).ShouldBeFalse();

        async Task<bool> OfferedAsync()
        {
            await using PicieContext context = await home.OpenAsync();
            return await context.Stages.AnyAsync(row => row.Id == stage && row.OfferedUntil != null);
        }
    }

    [Theory]
    [OnEachDatabase]
    public async Task What_was_canceled_goes_on_when_it_is_asked_for_again(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        await home.SendAsync(new CancelRuns(["fields"]));
        await using (PicieContext context = await home.OpenAsync())
        {
            (await context.StageWanters.CountAsync()).ShouldBe(0);
            (await context.Stages.Select(stage => stage.State).Distinct().ToListAsync()).ShouldBe([StageState.Canceled]);
        }

        (await home.SendAsync(new ResumeRuns(["fields"]))).Runs.ShouldAllBe(run => run.Changed && run.Status == RunStatus.Waiting);

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);
        home.Ran().Length.ShouldBe(7);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Retry_tries_again_what_failed_and_nothing_that_is_done(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        home.Let("train", "once input");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Failed);

        ChangedRuns retried = await home.SendAsync(new RetryRuns(["fields"]));

        retried.Runs.Select(run => (run.Changed, run.Status)).ShouldBe([(true, RunStatus.Waiting), (false, RunStatus.Done)]);
        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);
        home.Ran().Count(stage => stage == "preprocess").ShouldBe(1);
        home.Ran().Count(stage => stage == "train").ShouldBe(3);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Retry_tells_the_run_whose_photographs_changed_since_its_submit(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        home.Let("preprocess", "once input");
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));
        await using (PicieContext context = await home.OpenAsync())
        {
            await context.Attempts.ExecuteUpdateAsync(update => update.SetProperty(attempt => attempt.Sentence, ChangedData.Sentence("photographs", "train", "/data")), TestContext.Current.CancellationToken);
        }

        (await home.SendAsync(new RetryRuns(["fields"]))).Runs.ShouldHaveSingleItem().DataChanged.ShouldBeTrue();
        (await home.SendAsync(new RetryRuns(["fields"]))).Runs.ShouldHaveSingleItem().DataChanged.ShouldBeFalse("it waits and has not failed");
    }

    [Theory]
    [OnEachDatabase]
    public async Task The_tries_of_what_is_tried_again_start_anew(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        home.Let("preprocess", "abort");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Failed);
        home.Ran().Length.ShouldBe(FailureRules.TriesOf(FailureKind.Crash));

        await home.SendAsync(new RetryRuns(["fields"]));
        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Failed);

        home.Ran().Length.ShouldBe(2 * FailureRules.TriesOf(FailureKind.Crash));
    }

    [Theory]
    [OnEachDatabase]
    public async Task Of_a_paused_experiment_nothing_starts_and_its_offers_are_withdrawn(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid preprocess = await home.StageIdAsync(StageKind.Preprocess);
        AttemptStart start = new("w:1", "picie", "cpu", 2, number => $"{number}.log") { Offer = await home.OfferAsync(preprocess) };

        ChangedRuns paused = await home.SendAsync(new PauseExperiments(["fields/seed-1"], StopsWork: false));

        paused.Experiments.ShouldHaveSingleItem().ShouldBe(new ChangedExperiment(paused.Experiments[0].Id, "fields", true, true, 0));
        (await home.Get<IStageLedger>().StartAsync(preprocess, start, default)).ShouldBeNull();
        await using (PicieContext context = await home.OpenAsync())
        {
            (await context.StageWanters.CountAsync()).ShouldBe(0);
            (await context.Stages.CountAsync(stage => stage.OfferedUntil != null)).ShouldBe(0);
        }

        (await home.SendAsync(new ResumeRuns(["fields"]))).Experiments[0].ShouldBe(paused.Experiments[0] with { Paused = false });
        await using PicieContext after = await home.OpenAsync();
        (await after.StageWanters.CountAsync()).ShouldBe(4);
        (await after.Events.Where(row => row.Actor == "tester").Select(row => row.Type).ToListAsync()).ShouldBe(["experiment-paused", "experiment-resumed"]);
    }

    [Theory]
    [OnEachDatabase(false)]
    [OnEachDatabase(true)]
    public async Task What_runs_when_its_experiment_is_paused_goes_on_to_its_end_unless_it_is_to_stop_now(DatabaseKind kind, bool now)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        home.Let("train", now ? "wait" : "slow");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        using CancellationTokenSource stop = new();
        Watching watching = new()
        {
            Each = notice =>
            {
                if (notice is StageStarted { Stage.Kind: "train" })
                {
                    _ = Task.Run(() => home.SendAsync(new PauseExperiments(["fields"], now)), TestContext.Current.CancellationToken);
                }
                else if (notice is StageEnded { Stage.Kind: "train" })
                {
                    stop.CancelAfter(TimeSpan.FromSeconds(1.5));
                }
            },
        };

        (await home.WorkAsync(experiment, watching, stop.Token)).ShouldBe(WorkOutcome.Interrupted);

        home.Ran().ShouldBe(["preprocess", "train"]);
        watching.Notices.OfType<StageEnded>().Last().Outcome.ShouldBe(now ? AttemptOutcome.Interrupted : AttemptOutcome.Succeeded);
    }

    [Fact]
    public async Task A_submit_ends_the_pause_of_its_experiment_for_all_of_its_runs()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        await home.SendAsync(new PauseExperiments(["fields"], StopsWork: false));

        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "other text", 1));

        await using PicieContext context = await home.OpenAsync();
        (await context.Experiments.SingleAsync(row => row.Id == experiment)).PausedAt.ShouldBeNull();
        (await context.StageWanters.CountAsync()).ShouldBe(7);
        (await context.Events.CountAsync(row => row.Type == "experiment-resumed")).ShouldBe(1);
    }

    [Fact]
    public async Task A_name_that_means_nothing_is_said_and_nothing_changes()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        PicieException unknown = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new CancelRuns(["fields", "meadows"])));

        unknown.Kind.ShouldBe(ProblemKind.NotFound);
        await using PicieContext context = await home.OpenAsync();
        (await context.Runs.SingleAsync()).CanceledAt.ShouldBeNull();
    }

    private static Watching WhenTrainingRuns(Func<Task> act)
    {
        int acted = 0;
        return new Watching
        {
            Each = notice =>
            {
                if (notice is StageProgressed { Stage.Kind: "train" } or StageStarted { Stage.Kind: "train" } && Interlocked.Exchange(ref acted, 1) == 0)
                {
                    act().Wait(Deadline).ShouldBeTrue();
                }
            },
        };
    }
}
