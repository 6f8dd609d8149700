using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Pipeline.Admissions;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Tests.Admissions;

/// <summary>What a look of admission reads.</summary>
public sealed class ReadyQueuesTests() : AdmissionHome(DatabaseKind.PostgreSql)
{
    [Fact]
    public async Task A_look_reads_the_heads_of_queues_however_many_wait_behind_them()
    {
        for (int first = 0; first < 2; first++)
        {
            Guid experiment = await SubmitAsync($"many-{first}", priority: 0, [.. Enumerable.Range(1 + (1000 * first), 400).Select(seed => (long)seed)]);
            await AdmitAsync(slots: 1, experiment);
            await DoAsync(Jobs[^1].Stage);
        }

        await using PicieContext context = await Home.OpenAsync();
        await context.Database.ExecuteSqlRawAsync("analyze");
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        // A table of a few pages is read whole by choice. What is asked here is whether an index gives the heads, as it must once the table is large.
        await context.Database.ExecuteSqlRawAsync("set local enable_seqscan = off; set local enable_bitmapscan = off");
        long before = await ReadAsync(context);
        ReadyQueues queues = new(context, null, DateTimeOffset.UtcNow);
        await queues.ReadAsync(TestContext.Current.CancellationToken);

        long read = await ReadAsync(context) - before;
        queues.All.Select(queue => queue.First!.Wanters.Count).ShouldBe([1, 1]);
        read.ShouldBeLessThan(100, "800 stages wait in two queues");
    }

    /// <summary>Returns how many rows this connection has read; what it read before the transaction may be among them.</summary>
    private static Task<long> ReadAsync(PicieContext context) => context.Database.SqlQueryRaw<long>(
        "select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::bigint as \"Value\" from pg_stat_xact_user_tables where relname in ('stage_wanters', 'stages')")
        .SingleAsync(TestContext.Current.CancellationToken);
}
