using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Tests.Runs;

public sealed class FilteredListTests
{
    [Theory]
    [OnEachDatabase]
    public async Task A_filter_chooses_the_runs_of_a_list_and_of_its_total(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2, 3));

        RunListDocument list = await home.SendAsync(new ListRuns("fields", Limit: 1) { Where = "seed >= 2 settings.method = picie", Sort = "-seed" });

        list.Runs.Select(run => run.Name).ShouldBe(["seed-3"]);
        list.Paging.ShouldBe(new PagingDocument(2, 0, 1));
    }

    [Theory]
    [OnEachDatabase]
    public async Task Pages_follow_one_another_also_where_runs_are_added_meanwhile(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2, 3));
        ListRuns query = new(Limit: 2) { Sort = "-seed" };

        RunListDocument first = await home.SendAsync(query);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "more", 1, 2, 3, 4, 5));
        RunListDocument second = await home.SendAsync(query with { After = first.Next.ShouldNotBeNull() });

        first.Runs.Select(run => run.Name).ShouldBe(["seed-3", "seed-2"]);
        second.Runs.Select(run => run.Name).ShouldBe(["seed-1"]);
        (first.Paging.Total, second.Next).ShouldBe((3, null));
    }

    [Fact]
    public async Task Archived_runs_are_listed_only_when_they_are_asked_for()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        await using (PicieContext context = await home.OpenAsync())
        {
            await context.Runs.Where(run => run.TrainSeed == 1).ExecuteUpdateAsync(update => update.SetProperty(run => run.ArchivedAt, DateTimeOffset.UtcNow), TestContext.Current.CancellationToken);
        }

        (await home.SendAsync(new ListRuns())).Runs.Select(run => run.Name).ShouldBe(["seed-2"]);
        (await home.SendAsync(new ListRuns { Where = "archived = true" })).Runs.Select(run => run.Name).ShouldBe(["seed-1"]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task An_empty_list_names_what_no_run_has_and_what_was_read_as_text(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)));

        (await RemarksAsync("metrics.vla.meanIoU > 1")).ShouldBe(["No run has metrics.vla.meanIoU; did you mean metrics.val.meanIoU?"]);
        (await RemarksAsync("experiment = feilds")).ShouldBe(["There is no experiment 'feilds'; did you mean fields?"]);
        (await RemarksAsync("name like \"seed%\"")).ShouldHaveSingleItem().ShouldStartWith("'name', 'like' were looked for as text");
        (await RemarksAsync("metrics.val.meanIoU > 101 experiment = fields")).ShouldBeEmpty();

        async Task<IReadOnlyList<string>> RemarksAsync(string where) => (await home.SendAsync(new ListRuns { Where = where })).Remarks;
    }

    [Fact]
    public async Task A_filtered_list_summarises_nothing_for_it_may_leave_replicates_out()
    {
        await using TestHome home = new();
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2)));

        (await home.SendAsync(new ListRuns { Where = "seed = 1" })).Summary.ShouldBeEmpty();
        (await home.SendAsync(new ListRuns { Sort = "seed" })).Summary.ShouldHaveSingleItem().N.ShouldBe(2);
    }

    [Fact]
    public async Task A_mistake_is_told_with_its_option_and_column_also_without_a_database()
    {
        await using TestHome home = new();

        PicieException where = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new ListRuns { Where = "done and statsu = done" }));
        PicieException sort = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new ListRuns { Sort = "created,-naem" }));

        (where.Kind, where.Where, where.Hint).ShouldBe((ProblemKind.Input, "--where, column 10", "Did you mean status?"));
        (sort.Kind, sort.Where).ShouldBe((ProblemKind.Input, "--sort, column 10"));
        File.Exists(home.Home.Database).ShouldBeFalse();
    }
}
