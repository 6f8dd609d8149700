using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Experiments.Events;
using PiCIE.Storage.Events;

namespace PiCIE.Storage.Tests.Events;

[Collection(Alone.Name)]
public sealed class EventReaderTests
{
    [Theory]
    [OnEachDatabase]
    public async Task Events_are_read_once_each_in_their_order_page_by_page(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        await AppendAsync(database, 5);
        await using PicieContext context = database.CreateDbContext();
        EventPlace place = default;
        List<long> seen = [];
        while (await EventReader.AfterAsync(context, place, 2, default) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(stored => stored.Seq));
            place = EventReader.PlaceOf(page[^1]);
        }

        seen.ShouldBe([1, 2, 3, 4, 5]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task What_was_there_before_the_end_is_not_read_again(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        await AppendAsync(database, 3);
        await using PicieContext context = database.CreateDbContext();
        EventPlace end = await EventReader.EndAsync(context, default);
        await AppendAsync(database, 1);

        (await EventReader.AfterAsync(context, end, 10, default)).Select(stored => stored.Seq).ShouldBe([4]);
    }

    [Fact]
    public async Task An_event_whose_transaction_commits_later_is_not_passed_over()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        await using TestDatabase database = await TestDatabase.CreateAsync(DatabaseKind.PostgreSql);
        await using PicieContext slow = database.CreateDbContext(), reader = database.CreateDbContext();
        await using IDbContextTransaction open = await slow.Database.BeginTransactionAsync();
        await AppendAsync(slow, 1);
        await AppendAsync(database, 1);

        // The second event is there, but the first one may still come before it.
        (await EventReader.AfterAsync(reader, default, 10, default)).ShouldBeEmpty();
        EventPlace end = await EventReader.EndAsync(reader, default);
        await open.CommitAsync();

        (await EventReader.AfterAsync(reader, default, 10, default)).Select(stored => stored.Seq).ShouldBe([1, 2]);
        (await EventReader.AfterAsync(reader, end, 10, default)).Select(stored => stored.Seq).ShouldBe([1, 2]);
    }

    private static async Task AppendAsync(TestDatabase database, int events)
    {
        for (int number = 0; number < events; number++)
        {
            await using PicieContext context = database.CreateDbContext();
            await AppendAsync(context, 1);
        }
    }

    private static async Task AppendAsync(PicieContext context, int events)
    {
        EventJournal journal = new(DeliveryRoutes.None);
        for (int number = 0; number < events; number++)
        {
            journal.Append(context, DateTimeOffset.UtcNow, new StageBecameReady(Guid.CreateVersion7()));
        }

        await context.SaveChangesAsync();
    }
}
