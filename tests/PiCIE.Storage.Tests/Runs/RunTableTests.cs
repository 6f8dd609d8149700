using Npgsql;
using PiCIE.Experiments.Filters;
using PiCIE.Storage.Runs;

namespace PiCIE.Storage.Tests.Runs;

/// <summary>What the questions of the run table cost: statements, what they read, and the indexes of their plans. No times.</summary>
public sealed class RunTableTests(RunTableTests.Tables tables) : IClassFixture<RunTableTests.Tables>
{
    private const int Few = 1_000;
    private const int Many = 6_000;
    private const int MostStatements = 4;

    [Theory]
    [OnEachDatabase("", "", "ix_runs_listed")]
    [OnEachDatabase("", "-metrics.val.meanIoU", "ix_run_metrics_value")]
    [OnEachDatabase("", "metrics.val.meanIoU", "ix_run_metrics_value")]
    [OnEachDatabase("", "-metrics.val.iou.class-3", "ix_run_metrics_value")]
    [OnEachDatabase("status = done settings.train.learningRate >= 3e-4 tag = good", "-metrics.val.meanIoU", "ix_run_metrics_value")]
    [OnEachDatabase("", "settings.train.epochs", "ix_run_settings_number")]
    [OnEachDatabase("", "-settings.backbone.weights", "ix_run_settings_text")]
    [OnEachDatabase("", "-created", "ix_runs_newest")]
    public async Task A_page_is_a_few_statements_that_follow_an_index(DatabaseKind kind, string where, string sort, string index)
    {
        RunQuery query = Query(where, sort);
        (RunPage first, AskedStatements asked) = await ReadAsync(await tables.OfAsync(kind, Many), query);

        first.Runs.Count.ShouldBe(query.Limit);
        first.Runs[0].Settings.Count.ShouldBe(20);
        asked.Count.ShouldBeLessThanOrEqualTo(MostStatements);
        string.Join('\n', asked.Plans).ShouldContain(index);
    }

    [Theory]
    [OnEachDatabase("", "")]
    [OnEachDatabase("", "-metrics.val.meanIoU")]
    [OnEachDatabase("tag = good", "-metrics.val.meanIoU")]
    [OnEachDatabase("settings.train.learningRate >= 3e-4", "metrics.val.accuracy")]
    [OnEachDatabase("status = done", "-metrics.val.meanIoU")]
    public async Task A_page_reads_as_much_among_many_runs_as_among_few_and_far_down_as_at_the_top(DatabaseKind kind, string where, string sort)
    {
        RunQuery query = Query(where, sort) with { Limit = 20 };
        (_, AskedStatements few) = await ReadAsync(await tables.OfAsync(kind, Few), query);
        TestDatabase many = await tables.OfAsync(kind, Many);
        (RunPage page, AskedStatements top) = await ReadAsync(many, query);
        for (int turned = 0; turned < 10; turned++)
        {
            page = (await ReadAsync(many, query with { After = page.Next.ShouldNotBeNull() })).Page;
        }

        (_, AskedStatements down) = await ReadAsync(many, query with { After = page.Next.ShouldNotBeNull() });

        // A set of another table's rows is made once for a page: it grows with that table, and not with the place of the page.
        top.Read.ShouldBeLessThan((where.Length == 0 ? 2 : 3) * few.Read, $"{few.Read} among few");
        down.Read.ShouldBeLessThan(top.Read * 3 / 2, $"{top.Read} at the top");
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_page_that_passes_from_runs_with_a_figure_to_runs_without_is_a_few_statements_too(DatabaseKind kind)
    {
        (RunPage page, AskedStatements asked) = await ReadAsync(await tables.OfAsync(kind, Many), Query("", "-metrics.val.iou.class-3"));

        page.Runs.TakeWhile(run => run.Figures.ContainsKey("val.iou.class-3")).Count().ShouldBeInRange(1, page.Runs.Count - 1);
        page.Runs.SkipWhile(run => run.Figures.ContainsKey("val.iou.class-3")).ShouldAllBe(run => !run.Figures.ContainsKey("val.iou.class-3"));
        asked.Count.ShouldBe(3, "those that have it, those that lack it, and the values of all");
    }

    [Theory]
    [OnEachDatabase("", "-metrics.val.meanIoU", "ix_group_metrics_mean")]
    [OnEachDatabase("settings.train.learningRate >= 3e-4 and metrics.val.meanIoU > 14 and n >= 3", "-metrics.val.meanIoU", "ix_group_metrics_mean")]
    [OnEachDatabase("", "", "ix_run_groups_newest")]
    [OnEachDatabase("", "settings.train.epochs", "ix_run_settings_number")]
    public async Task A_page_of_groups_is_a_few_statements_that_follow_an_index(DatabaseKind kind, string where, string sort, string index)
    {
        TestDatabase database = await tables.OfAsync(kind, Many);
        AskedStatements asked = new();
        RunQuery query = new() { Where = FilterParser.ParseOfGroups(where), Order = sort.Length == 0 ? [] : FilterOrder.ParseOfGroups(sort), WithValues = true };

        GroupPage page = await GroupListReader.ReadAsync(FilteredRuns.Source(database, asked.Ask), query, TestContext.Current.CancellationToken);

        page.Groups.Count.ShouldBe(query.Limit);
        page.Groups[0].Figures.Count.ShouldBeGreaterThanOrEqualTo(10);
        asked.Count.ShouldBeLessThanOrEqualTo(MostStatements);
        string.Join('\n', asked.Plans).ShouldContain(index);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Counts_and_keys_are_one_statement_each_and_a_count_ends_at_its_limit(DatabaseKind kind)
    {
        TestDatabase database = await tables.OfAsync(kind, Many);
        AskedStatements asked = new();
        RunSource source = FilteredRuns.Source(database, asked.Ask);

        (await RunListReader.CountAsync(source, Query("status = done", ""), 101, TestContext.Current.CancellationToken)).ShouldBe(101);
        asked.Count.ShouldBe(1);
        RunKeys keys = await RunKeysReader.ReadAsync(source, Query("settings.method = picie", ""), TestContext.Current.CancellationToken);
        asked.Count.ShouldBe(2);
        (keys.Runs, keys.Settings["method"], keys.Settings["train.learningRate"]).ShouldBe((RunKeysReader.MostRuns, false, true));
        asked.Plans[1].ShouldContain(kind == DatabaseKind.Sqlite ? "SEARCH m USING" : "run_metrics", Case.Sensitive, asked.Plans[1]);
        keys.Figures["val.meanIoU"].ShouldBeInRange(1_000, RunKeysReader.MostRuns);
    }

    [Fact(SkipUnless = nameof(HasServer), Skip = "PostgreSQL is not installed.")]
    public async Task A_server_hashes_the_sets_of_a_filter()
    {
        (_, AskedStatements filtered) = await ReadAsync(await tables.OfAsync(DatabaseKind.PostgreSql, Many), Query("settings.train.learningRate >= 3e-4", "-metrics.val.meanIoU"));

        (filtered.Plans[0].Split("hashed SubPlan").Length - 1).ShouldBe(2, $"one set for the setting and one for what is archived\n{filtered.Plans[0]}");
    }

    /// <summary>Among a few thousand runs reading all is cheaper, so the server is kept from it: what is shown is that the condition is one that the index knows.</summary>
    [Fact(SkipUnless = nameof(HasServer), Skip = "PostgreSQL is not installed.")]
    public async Task A_server_can_find_a_word_by_its_index()
    {
        TestDatabase database = await tables.OfAsync(DatabaseKind.PostgreSql, Many);
        AskedStatements asked = new();
        string server = new NpgsqlConnectionStringBuilder(database.Server) { Options = "-c enable_seqscan=off -c enable_indexscan=off" }.ConnectionString;

        RunPage page = await RunListReader.ReadAsync(RunSource.OfServer(server, asked.Ask), Query("\"config-777,\"", ""), TestContext.Current.CancellationToken);

        page.Runs.Count.ShouldBe(ManyRuns.Seeds);
        asked.Plans[0].ShouldContain("ix_runs_search_text", Case.Sensitive, asked.Plans[0]);
    }

    public static bool HasServer => PostgreSqlServer.Missing is null;

    private static RunQuery Query(string where, string sort) => new()
    {
        Where = FilterParser.Parse(where),
        Order = sort.Length == 0 ? [] : FilterOrder.Parse(sort),
        WithValues = true,
        Now = FilteredRuns.Now,
    };

    private static async Task<(RunPage Page, AskedStatements Asked)> ReadAsync(TestDatabase database, RunQuery query)
    {
        AskedStatements asked = new();
        return (await RunListReader.ReadAsync(FilteredRuns.Source(database, asked.Ask), query, TestContext.Current.CancellationToken), asked);
    }

    /// <summary>Tables of a few and of many runs on each database, filled when they are first asked for.</summary>
    public sealed class Tables : IAsyncDisposable
    {
        private readonly Dictionary<(DatabaseKind, int), TestDatabase> _filled = [];

        internal async Task<TestDatabase> OfAsync(DatabaseKind kind, int runs)
        {
            if (!_filled.TryGetValue((kind, runs), out TestDatabase? database))
            {
                _filled[(kind, runs)] = database = await TestDatabase.CreateAsync(kind);
                await ManyRuns.AddAsync(database.CreateDbContext, runs);
                await (kind == DatabaseKind.PostgreSql ? database.ExecuteAsync("analyze") : Task.CompletedTask);
            }

            return database;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (TestDatabase database in _filled.Values)
            {
                await database.DisposeAsync();
            }
        }
    }
}
