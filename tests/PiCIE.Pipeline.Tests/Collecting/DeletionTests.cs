using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Collecting;
using PiCIE.Pipeline.Control;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Marks;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Checking;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Tests.Collecting;

/// <summary>Deleted runs leave every list at once, and come back as they were.</summary>
public sealed class DeletionTests
{
    [Theory]
    [OnEachDatabase]
    public async Task Only_archived_runs_are_deleted_and_a_plan_changes_nothing(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2)));

        PicieException refused = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new DeleteRuns(["seed-1"], Restore: false, Plan: false)));
        (refused.Code, refused.Hint).ShouldBe(("not-archived", "Only what is archived is deleted, so that nothing goes by a slip: picie archive seed-1 first."));
        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new DeleteRuns(["fields"], Restore: false, Plan: true)))).Message.ShouldBe("None of the 2 runs of fields is archived.");

        await home.SendAsync(new Archive(["seed-1"]));
        DeletionDocument plan = await home.SendAsync(new DeleteRuns(["fields"], Restore: false, Plan: true));
        plan.Runs.ShouldHaveSingleItem().Name.ShouldBe("seed-1", "the other one is not archived");
        (plan.Changed, plan.Stages).ShouldBe((false, 3));
        plan.Bytes.ShouldBeGreaterThan(0);
        (await DeletedAsync(home)).ShouldBe(0);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_deleted_run_is_in_no_list_and_counts_in_no_group_until_it_is_restored(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2)));
        await home.SendAsync(new Archive(["fields"]));

        DeletionDocument deleted = await home.SendAsync(new DeleteRuns(["fields/seed-1"], Restore: false, Plan: false));

        (deleted.Changed, deleted.Restored).ShouldBe((true, false));
        (await NamesAsync(home)).ShouldBe(["seed-2"]);
        (await home.SendAsync(new CompareRuns(["fields"]))).Groups.ShouldHaveSingleItem().Members.ShouldBe(1);
        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new ShowRun("fields/seed-1")))).Code.ShouldBe("no-run");
        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new RetryRuns(["seed-1"])))).Code.ShouldBe("no-run");
        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new DeleteRuns(["seed-2"], Restore: true, Plan: false)))).Code.ShouldBe("no-run");

        (await home.SendAsync(new DeleteRuns(["seed-1"], Restore: true, Plan: false))).Runs.ShouldHaveSingleItem().Name.ShouldBe("seed-1");

        (await NamesAsync(home)).ShouldBe(["seed-1", "seed-2"]);
        (await home.SendAsync(new ShowRun("fields/seed-1"))).Runs[0].Status.ShouldBe(RunStatus.Done);
        await using PicieContext context = await home.OpenAsync();
        (await context.Events.Where(row => row.Type == "run-deleted" || row.Type == "run-restored").OrderBy(row => row.Seq).Select(row => $"{row.Type} {row.Actor}").ToListAsync())
            .ShouldBe(["run-deleted tester", "run-restored tester"]);
        (await Invariants.BrokenAsync(context, default)).ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    public async Task What_waits_for_a_deleted_run_alone_is_canceled_and_a_new_submit_brings_it_back(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        await home.SendAsync(new Archive(["seed-1"]));

        await home.SendAsync(new DeleteRuns(["seed-1"], Restore: false, Plan: false));

        await home.WorkAsync(experiment);
        home.Ran().ShouldBe(["preprocess", "train", "cluster", "evaluate"], "only the other run was worked on");
        experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);
        home.Ran().Length.ShouldBe(7);
        (await home.SendAsync(new ListRuns("fields"))).Runs.Select(run => run.Name).ShouldBe(["seed-1", "seed-2"], "whoever submits a run wants to see it");
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_restored_run_that_is_not_done_is_not_asked_for(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.SendAsync(new Archive(["seed-1"]));
        await home.SendAsync(new DeleteRuns(["seed-1"], Restore: false, Plan: false));

        await home.SendAsync(new DeleteRuns(["seed-1"], Restore: true, Plan: false));

        await using PicieContext context = await home.OpenAsync();
        (await context.StageWanters.CountAsync()).ShouldBe(0);
        Run restored = await context.Runs.SingleAsync();
        (restored.SubmittedAt, restored.DeletedAt).ShouldBe((null, null));
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_deleted_run_that_runs_ends_at_once(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        home.Let("train", "wait");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.SendAsync(new Archive(["seed-1"]));
        Task<bool> deleting = DeleteWhenItRunsAsync(home);

        await home.WorkAsync(experiment);

        (await deleting).ShouldBeTrue();
        home.IsLastAlive().ShouldBeFalse();
        await using PicieContext context = await home.OpenAsync();
        (await context.Runs.SingleAsync()).DeletedAt.ShouldNotBeNull();
        (await context.Stages.CountAsync(stage => stage.State == StageState.Canceled)).ShouldBe(3);
    }

    private static async Task<bool> DeleteWhenItRunsAsync(TestHome home)
    {
        await home.UntilAsync("order-train", TimeSpan.FromSeconds(20));
        return (await home.SendAsync(new DeleteRuns(["seed-1"], Restore: false, Plan: false))).Changed;
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(TestHome home) =>
        [.. (await home.SendAsync(new ListRuns { Where = "archived = true or archived = false", Sort = "name" })).Runs.Select(run => run.Name)];

    private static async Task<int> DeletedAsync(TestHome home)
    {
        await using PicieContext context = await home.OpenAsync();
        return await context.Set<Run>().CountAsync(run => run.DeletedAt != null);
    }
}
