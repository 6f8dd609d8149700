using PiCIE.Experiments.States;
using PiCIE.Pipeline.RunTables;

namespace PiCIE.Pipeline.Tests.RunTables;

/// <summary>The tables of runs and of groups, as the pages ask for them.</summary>
public sealed class RunTableTests
{
    [Theory]
    [OnEachDatabase]
    public async Task A_table_of_runs_has_their_settings_and_goes_on_behind_its_last_row(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2, 3));

        RunTableDocument first = await home.SendAsync(new ListRunTable(new TablePage(Sort: "seed", Limit: 2)));
        RunTableDocument second = await home.SendAsync(new ListRunTable(new TablePage(Sort: "seed", Limit: 2, After: first.Next)));

        first.Rows.Concat(second.Rows).Select(row => row.Run.Seeds.Train).ShouldBe([1, 2, 3]);
        second.Next.ShouldBeNull();
        first.Rows[0].Settings["method"].ShouldBe("picie");
        first.Rows.Concat(second.Rows).Select(row => row.Group).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Replicates_are_one_row_that_counts_its_runs_by_status(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2, 3));

        GroupTableRow group = (await home.SendAsync(new ListGroupTable(new TablePage()))).Rows.ShouldHaveSingleItem();

        (group.Members, group.N, group.Matching).ShouldBe((3, 0, 3));
        group.Runs.ShouldBe(new Dictionary<RunStatus, int> { [RunStatus.Waiting] = 3 });
        (await home.SendAsync(new ReadTableColumns(null, OfGroups: true))).Rows.ShouldBe(1);
        (await home.SendAsync(new ReadTableColumns(null, OfGroups: false))).Rows.ShouldBe(3);
        (await home.SendAsync(new ReadTableColumns("status = done", OfGroups: false))).Rows.ShouldBe(0);
    }

    [Fact]
    public async Task A_place_of_one_list_is_none_of_another()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        string next = (await home.SendAsync(new ListRunTable(new TablePage(Limit: 1)))).Next.ShouldNotBeNull();

        PicieException error = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new ListGroupTable(new TablePage(After: next))));

        error.Code.ShouldBe("bad-cursor");
    }

    [Theory]
    [InlineData("status = (", null, "bad-filter")]
    [InlineData(null, "seed", "bad-filter")]
    public async Task What_a_table_cannot_use_is_told_in_words(string? filter, string? sort, string code)
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new ListGroupTable(new TablePage(filter, sort))))).Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_home_without_a_database_has_no_rows()
    {
        await using TestHome home = new();
        File.Delete(home.Home.Database);

        (await home.SendAsync(new ListRunTable(new TablePage()))).Rows.ShouldBeEmpty();
        (await home.SendAsync(new ReadTableColumns(null, OfGroups: true))).Rows.ShouldBe(0);
    }
}
