using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Experiments.Filters;
using PiCIE.Storage.Runs;

namespace PiCIE.Storage.Tests.Runs;

/// <summary>What filters and orders mean, on both databases.</summary>
public sealed class FilterSqlTests
{
    private static readonly (string Where, string Names)[] Meanings =
    [
        ("", "a1 a2 a3 b1"),
        ("status = done", "a1 a2"),
        ("status != done", "a3 b1"),
        ("status in (failed, waiting)", "a3 b1"),
        ("name = a1", "a1"),
        ("experiment = Fields", "a1 a2 a3"),
        ("experiment = fields", ""),
        ("experiment ~ FIELDS", "a1 a2 a3"),
        ("person = ben", "b1"),
        ("task = camvid-11", "a1 a2 a3"),
        ("data ~ \"100%_\"", "b1"),
        ("data ~ \"0_t\"", ""),
        ("tag = best", "a1"),
        ("tag = paper", "a1 a2 a3"),
        ("tag != paper", "b1"),
        ("tag ~ PAP", "a1 a2 a3"),
        ("tag ~ \"Är\"", "b1"),
        ("tag is absent", ""),
        ("note ~ star", "a2"),
        ("note = \"for the reviewers\"", "b1"),
        ("note != \"for the reviewers\"", "a1 a2 a3"),
        ("method = picie", "a1 a2"),
        ("method != picie", "a3 b1"),
        ("device = cpu", "a1 a3"),
        ("device != cpu", ""),
        ("device is absent", "a2 b1"),
        ("worker ~ \"f?st*1\"", "a1"),
        ("created = 2026-11-26", "a2"),
        ("created != 2026-11-26", "a1 a3 b1"),
        ("created < 2026-11-26", "a1"),
        ("created <= 2026-11-26", "a1 a2"),
        ("created > 2026-11-26", "a3 b1"),
        ("created >= 2026-11-26", "a2 a3 b1"),
        ("created > -3d", "b1"),
        ("created >= -3d", "a3 b1"),
        ("created <= -72h", "a1 a2 a3"),
        ("created < -72h", "a1 a2"),
        ("ended is absent", "b1"),
        ("seconds > 3599 and seconds <= 3600.5", "a3"),
        ("seconds > 7199 and seconds <= 7200.5", "a1"),
        ("seconds is absent", "a2 b1"),
        ("seed = 1", "a1 b1"),
        ("seed in (2, 3)", "a2 a3"),
        ("configId = c0ffee00", "a1 a2 a3 b1"),
        ("configId = c0ffee00s1", "a1 a2"),
        ("configId = c0ffee", ""),
        ("archived = true", "b2"),
        ("archived = false", "a1 a2 a3 b1"),
        ("archived = true or status = done", "a1 a2 b2"),
        ("starred = true", "a2"),
        ("starred != true", "a1 a3 b1"),
        ("labelsUsed = none", "a1 a2 a3 b1"),
        ("failure = crash", "a3"),
        ("failure != crash", ""),
        ("not failure = crash", "a1 a2 b1"),
        ("marks = late-result", "a1"),
        ("marks = older-code and archived = true", "b2"),
        ("marks = older-data and archived = true", ""),
        ("marks != late-result", "a2 a3 b1"),
        ("settings.train.learningRate = 1e-4", "a1 a2"),
        ("settings.train.learningRate < 0.001", "a1 a2"),
        ("settings.train.learningRate != 1e-4", ""),
        ("not settings.train.learningRate = 1e-4", "a3 b1"),
        ("settings.train.learningRate is absent", "a3 b1"),
        ("settings.backbone.weights = imagenet", "a1 a2"),
        ("settings.backbone.weights != imagenet", "a3 b1"),
        ("settings.backbone.weights ~ \"50%_GR\"", "a3 b1"),
        ("settings.backbone.weights ~ \"5_%\"", ""),
        ("settings.backbone.weights != 3", "a1 a2 a3 b1"),
        ("settings.evaluate.splits ~ test", "a1 a2"),
        ("settings.train.seed > 1", "a2 a3"),
        ("settings.train.seed = many", ""),
        ("metrics.val.meanIoU > 25", "a2"),
        ("metrics.val.meanIoU != 20.5", "a2"),
        ("not metrics.val.meanIoU > 25", "a1 a3 b1"),
        ("metrics.test.meanIoU is absent", "a1 a3 b1"),
        ("metrics.val.iou.sky >= 80", "a1"),
        ("metrics.meanIoU < 25", "a1"),
        ("metrics.accuracyStd = 2", "a1"),
        ("series.loss.last = 2", "a1"),
        ("series.loss.min = 1 series.loss.max = 3", "a1"),
        ("series.loss.last is not absent", "a1"),
        ("forests", "b1"),
        ("paper a1", "a1"),
        ("reviewers", "b1"),
        ("\"f*s\"", "a1 a2 a3 b1"),
    ];

    [Theory]
    [OnEachDatabase]
    public async Task A_filter_lets_through_what_it_says(DatabaseKind kind)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);

        List<string> wrong = [];
        foreach ((string where, string names) in Meanings)
        {
            string found = await FilteredRuns.NamesAsync(database, where);
            if (found != names)
            {
                wrong.Add($"{where} → {found}, not {names}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    /// <summary>Each condition is true or false of a run, also where the run lacks the field.</summary>
    [Theory]
    [OnEachDatabase]
    public async Task And_or_and_not_are_those_of_sets(DatabaseKind kind)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);
        const string All = "(archived = true or archived = false)";
        string[] conditions = [.. Meanings.Select(meaning => meaning.Where).Where(where => where.Length > 0)];
        string[] every = await SetAsync(All);
        every.Length.ShouldBe(5);

        foreach ((int index, string one) in conditions.Index())
        {
            string other = conditions[(index * 7 + 3) % conditions.Length];
            (string[] left, string[] right) = (await SetAsync($"{All} ({one})"), await SetAsync($"{All} ({other})"));
            (await SetAsync($"{All} not ({one})")).ShouldBe([.. every.Except(left)], one);
            (await SetAsync($"{All} (({one}) and ({other}))")).ShouldBe([.. left.Intersect(right)], $"{one} and {other}");
            (await SetAsync($"{All} (({one}) or ({other}))")).ShouldBe([.. left.Union(right).Order(StringComparer.Ordinal)], $"{one} or {other}");
        }

        async Task<string[]> SetAsync(string where) => (await FilteredRuns.NamesAsync(database, where)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Every_field_can_be_tested_and_sorted_by(DatabaseKind kind)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);
        string[] keys = ["settings.train.k", "settings.method", "settings.train.seed", "metrics.meanIoUStd", "metrics.val.iou.a.b", "series.a.b.max"];
        FilterField[] fields =
        [
            .. Enum.GetValues<FilterColumn>().Except([FilterColumn.N, FilterColumn.Settings, FilterColumn.Metrics, FilterColumn.Series]).Select(column => new FilterField(column)),
            .. keys.Select(key => ((AbsenceFilter)FilterParser.Parse($"{key} is absent")!).Field),
        ];

        foreach (FilterField field in fields)
        {
            RunQuery absent = new() { Where = new AbsenceFilter(field), Order = field.IsSortable ? [new FilterOrder(field, true)] : [] };
            (await FilteredRuns.PageAsync(database, absent)).Runs.Count.ShouldBe((int)await FilteredRuns.CountAsync(database, absent));
        }
    }

    [Theory]
    [OnEachDatabase("-metrics.val.meanIoU,name", "a2 a1 a3 b1")]
    [OnEachDatabase("metrics.val.meanIoU,name", "a1 a2 a3 b1")]
    [OnEachDatabase("-seed,name", "a3 a2 a1 b1")]
    [OnEachDatabase("settings.train.learningRate,-name", "a2 a1 b1 a3")]
    [OnEachDatabase("-settings.method,-created", "a2 a1 b1 a3")]
    [OnEachDatabase("-ended,name", "a2 a3 a1 b1")]
    public async Task A_list_is_sorted_and_what_lacks_the_field_comes_last(DatabaseKind kind, string sort, string names)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);

        (await FilteredRuns.NamesAsync(database, "", sort)).ShouldBe(names);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Pages_by_number_have_every_run_once(DatabaseKind kind)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);
        List<string> names = [];
        for (int offset = 0; offset < 6; offset += 2)
        {
            names.AddRange((await FilteredRuns.PageAsync(database, new RunQuery(null, offset, 2) { Order = FilterOrder.Parse("-metrics.test.meanIoU") })).Runs.Select(run => run.Name));
        }

        names[0].ShouldBe("a2");
        names.ShouldBe(["a1", "a2", "a3", "b1"], ignoreOrder: true);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_value_is_never_part_of_the_statement(DatabaseKind kind)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);

        (await FilteredRuns.NamesAsync(database, "name = \"a1' or '1' = '1\" or note ~ \"'); drop table runs; --\" or settings.backbone.weights = \"'\"")).ShouldBeEmpty();
        (await FilteredRuns.NamesAsync(database, "metrics.a/b.meanIoU is absent")).ShouldBe("a1 a2 a3 b1");
    }

    [Fact]
    public async Task Letters_beyond_those_of_English_have_two_cases_too_in_a_file()
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(DatabaseKind.Sqlite);

        (await FilteredRuns.NamesAsync(database, "tag ~ \"äRGER\" or settings.backbone.weights ~ \"GRÖSSE\"")).ShouldBe("b1");
        (await FilteredRuns.NamesAsync(database, "settings.backbone.weights ~ \"GRÖ?e\"")).ShouldBe("a3 b1");
    }

    [Theory]
    [OnEachDatabase]
    public async Task An_id_is_meant_whole_or_by_the_digits_that_lists_show(DatabaseKind kind)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);
        Guid id = (await FilteredRuns.PageAsync(database, new RunQuery { Where = FilterParser.Parse("name = a3") })).Runs.Single().Id;

        (await FilteredRuns.NamesAsync(database, $"id = {id}")).ShouldBe("a3");
        (await FilteredRuns.NamesAsync(database, $"id = {id.ToString("N").ToUpperInvariant()}")).ShouldBe("a3");
        (await FilteredRuns.NamesAsync(database, $"id = {id.ToString("N")[^8..]}")).ShouldBe("a3");
        (await FilteredRuns.NamesAsync(database, $"id = {id.ToString("N")[^7..]}")).ShouldBeEmpty();
    }

    [Fact(SkipUnless = nameof(HasServer), Skip = "PostgreSQL is not installed.")]
    public async Task A_statement_that_takes_too_long_is_ended_in_words()
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(DatabaseKind.PostgreSql);
        await using PicieContext context = database.CreateDbContext();
        await using IDbContextTransaction blocking = await context.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await context.Database.ExecuteSqlRawAsync("lock table runs in access exclusive mode", TestContext.Current.CancellationToken);

        SlowFilterException slow = await Should.ThrowAsync<SlowFilterException>(
            () => FilteredRuns.PageAsync(database, new RunQuery { StatementLimit = TimeSpan.FromMilliseconds(200) }));

        slow.Message.ShouldContain("0.2 seconds");
    }

    public static bool HasServer => PostgreSqlServer.Missing is null;
}
