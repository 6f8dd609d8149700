using PiCIE.Experiments.Filters;
using PiCIE.Storage.Runs;

namespace PiCIE.Storage.Tests.Runs;

/// <summary>Pages that follow one another by a cursor, on both databases.</summary>
public sealed class CursorTests
{
    private static readonly string[] Orders =
    [
        "", "-metrics.val.meanIoU", "metrics.val.meanIoU", "metrics.gone.meanIoU", "-metrics.meanIoU", "settings.train.learningRate", "-settings.method", "settings.backbone.weights,-seed",
        "-metrics.test.meanIoU,settings.train.learningRate,-name", "status", "-status", "-ended,name", "failure,-created", "seconds", "-device", "created", "-starred,archived", "id", "-labelsUsed",
        "labelsUsed,-metrics.val.iou.sky", "series.loss.last", "-configId,-settings.train.seed",
    ];

    [Theory]
    [OnEachDatabase(1)]
    [OnEachDatabase(2)]
    [OnEachDatabase(3)]
    public async Task Pages_of_any_order_have_every_run_once_and_are_one_list(DatabaseKind kind, int limit)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);
        foreach (string order in Orders)
        {
            RunQuery all = new() { Where = FilterParser.Parse("archived in (true, false)"), Order = order.Length == 0 ? [] : FilterOrder.Parse(order) };
            string[] whole = [.. (await FilteredRuns.PageAsync(database, all)).Runs.Select(run => run.Name)];
            whole.Length.ShouldBe(5);

            string.Join(' ', await NamesAsync(database, all with { Limit = limit })).ShouldBe(string.Join(' ', whole), $"ordered by {order}");
        }
    }

    [Theory]
    [OnEachDatabase]
    public async Task The_last_page_says_that_it_is_the_last(DatabaseKind kind)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);

        (await FilteredRuns.PageAsync(database, new RunQuery(Limit: 4))).Next.ShouldBeNull();
        (await FilteredRuns.PageAsync(database, new RunQuery(Limit: 3))).Next.ShouldNotBeNull();
        (await FilteredRuns.PageAsync(database, new RunQuery { Where = FilterParser.Parse("name = nobody") })).Next.ShouldBeNull();
    }

    [Theory]
    [OnEachDatabase]
    public async Task Equal_runs_follow_the_direction_of_the_order_by_their_ids(DatabaseKind kind)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);

        Guid[] up = await IdsAsync(database, "settings.backbone.weights"), down = await IdsAsync(database, "-settings.backbone.weights");

        down.ShouldBe(up.Reverse());
        string.CompareOrdinal($"{up[0]}", $"{up[1]}").ShouldBeLessThan(0);
        string.CompareOrdinal($"{up[2]}", $"{up[3]}").ShouldBeLessThan(0);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_cursor_of_another_order_is_refused(DatabaseKind kind)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);
        ListCursor cursor = (await FilteredRuns.PageAsync(database, new RunQuery(Limit: 1))).Next.ShouldNotBeNull();

        await Should.ThrowAsync<FormatException>(() => FilteredRuns.PageAsync(database, new RunQuery { After = cursor, Order = FilterOrder.Parse("name") }));
        await Should.ThrowAsync<FormatException>(() => FilteredRuns.PageAsync(database, new RunQuery { After = cursor with { Phase = 7 } }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing!")]
    [InlineData("W10")]
    [InlineData("WyIwIiwieDEiXQ")]
    [InlineData("WyItMSIsInMxIl0")]
    [InlineData("WyIwIiwiaTEiXQ")]
    public void A_text_that_is_no_cursor_is_refused(string text) => Should.Throw<FormatException>(() => ListCursor.Parse(text));

    [Fact]
    public void A_cursor_comes_back_from_its_text()
    {
        ListCursor cursor = new(1, ["ä \"b\"", 0.1, null, 7L, new DateTime(2026, 11, 30, 12, 0, 0, DateTimeKind.Utc).AddTicks(10)], Guid.CreateVersion7());

        ListCursor read = ListCursor.Parse(cursor.ToString());

        (read.Phase, read.Id).ShouldBe((cursor.Phase, cursor.Id));
        read.Values.ShouldBe(cursor.Values);
        cursor.ToString().ShouldAllBe(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-' || letter == '_');
    }

    private static async Task<Guid[]> IdsAsync(TestDatabase database, string sort) =>
        [.. (await FilteredRuns.PageAsync(database, new RunQuery { Order = FilterOrder.Parse(sort) })).Runs.Select(run => run.Id)];

    private static async Task<List<string>> NamesAsync(TestDatabase database, RunQuery query)
    {
        List<string> names = [];
        ListCursor? next = null;
        do
        {
            RunPage page = await FilteredRuns.PageAsync(database, query with { After = next });
            names.AddRange(page.Runs.Select(run => run.Name));
            next = page.Next is null ? null : ListCursor.Parse(page.Next.ToString());
            names.Count.ShouldBeLessThanOrEqualTo(5, "a page comes again");
        }
        while (next is not null);

        return names;
    }
}
