using PiCIE.Experiments.Filters;
using PiCIE.Storage.Runs;

namespace PiCIE.Storage.Tests.Runs;

/// <summary>The list of groups: of <c>s1</c>, where <c>a1</c> and <c>a2</c> are done and <c>b2</c> is superseded, and of <c>s2</c>, where <c>a3</c> failed and <c>b1</c> waits.</summary>
public sealed class GroupListReaderTests
{
    [Theory]
    [OnEachDatabase("", "s1 s2")]
    [OnEachDatabase("n >= 1", "s1")]
    [OnEachDatabase("n = 0", "s2")]
    [OnEachDatabase("n is absent", "")]
    [OnEachDatabase("not n > 0", "s2")]
    [OnEachDatabase("metrics.val.meanIoU > 25", "s1")]
    [OnEachDatabase("metrics.val.meanIoU > 26", "")]
    [OnEachDatabase("metrics.meanIoU > 25", "s1")]
    [OnEachDatabase("metrics.val.meanIoU is absent", "s2")]
    [OnEachDatabase("metrics.val.meanIoU > 25 and seed = 1", "s1")]
    [OnEachDatabase("metrics.val.meanIoU > 25 and seed = 3", "")]
    [OnEachDatabase("metrics.val.meanIoU > 25 or seed = 3", "s1 s2")]
    [OnEachDatabase("seed = 1 and status = waiting", "s2")]
    [OnEachDatabase("seed = 2 and status = failed", "")]
    [OnEachDatabase("status = done", "s1")]
    [OnEachDatabase("not status = done", "s2")]
    [OnEachDatabase("archived = true", "s1")]
    [OnEachDatabase("archived = true and n = 0", "")]
    [OnEachDatabase("settings.method = frozen", "s2")]
    [OnEachDatabase("star and n > 0", "s1")]
    public async Task A_group_is_judged_over_all_its_members_and_is_there_for_one_that_passes(DatabaseKind kind, string where, string groups)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);
        RunQuery query = new() { Where = FilterParser.ParseOfGroups(where) };

        string.Join(' ', (await PageAsync(database, query)).Groups.Select(group => group.SettingsId)).ShouldBe(groups);
        (await GroupListReader.CountAsync(FilteredRuns.Source(database), query with { Person = "ada", Now = FilteredRuns.Now }, 10, TestContext.Current.CancellationToken))
            .ShouldBe(groups.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Its_figures_are_over_all_members_and_it_says_how_many_match(DatabaseKind kind)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);

        ListedGroup group = (await PageAsync(database, new RunQuery { Where = FilterParser.ParseOfGroups("seed = 1 and n = 2"), WithValues = true })).Groups.Single();

        (group.N, group.Members, group.Matching).ShouldBe((2, 2, 1));
        (group.Experiment, group.Person, group.ConfigId).ShouldBe(("forests", "ben", "c0ffee00s1"), "the newest run of the group is Ben's");
        GroupFigure figure = group.Figures["val.meanIoU"];
        (figure.N, figure.Mean, figure.Min, figure.Max).ShouldBe((2, 25.5, 20.5, 30.5));
        figure.Deviation.ShouldNotBeNull().ShouldBe(Math.Sqrt(50), 1e-12);
        group.Figures["test.meanIoU"].ShouldBe(new GroupFigure(1, 10, null, 10, 10));
        group.Settings["train.learningRate"].ShouldBe(new SettingValue(null, 1e-4));
        group.Settings["method"].ShouldBe(new SettingValue("picie", null));
    }

    [Theory]
    [OnEachDatabase("-metrics.val.meanIoU", "s1 s2")]
    [OnEachDatabase("metrics.val.meanIoU", "s1 s2")]
    [OnEachDatabase("settings.method", "s2 s1")]
    [OnEachDatabase("-settings.train.learningRate", "s1 s2")]
    [OnEachDatabase("n", "s2 s1")]
    [OnEachDatabase("-n,configId", "s1 s2")]
    [OnEachDatabase("created", "s2 s1")]
    [OnEachDatabase("-configId", "s2 s1")]
    public async Task Groups_are_sorted_and_their_pages_are_one_list(DatabaseKind kind, string sort, string groups)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);
        RunQuery query = new(Limit: 1) { Order = FilterOrder.ParseOfGroups(sort) };
        GroupPage first = await PageAsync(database, query);
        GroupPage second = await PageAsync(database, query with { After = ListCursor.Parse(first.Next.ShouldNotBeNull().ToString()) });

        $"{first.Groups.Single().SettingsId} {second.Groups.Single().SettingsId}".ShouldBe(groups);
        second.Next.ShouldBeNull();
    }

    [Theory]
    [OnEachDatabase]
    public async Task The_groups_of_an_experiment_are_those_with_a_run_of_it(DatabaseKind kind)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);
        Guid forests = (await FilteredRuns.PageAsync(database, new RunQuery { Where = FilterParser.Parse("name = b1") })).Runs.Single().ExperimentId;

        ListedGroup group = (await PageAsync(database, new RunQuery(forests))).Groups.Single();

        (group.SettingsId, group.Matching, group.Members).ShouldBe(("s2", 1, 2));
    }

    private static Task<GroupPage> PageAsync(TestDatabase database, RunQuery query) =>
        GroupListReader.ReadAsync(FilteredRuns.Source(database), query with { Person = "ada", Now = FilteredRuns.Now }, TestContext.Current.CancellationToken);
}
