using Microsoft.EntityFrameworkCore;

namespace PiCIE.Storage.Databases;

/// <summary>Writes for PostgreSQL.</summary>
internal sealed class PostgreSqlDialect : SqlDialect
{
    public override bool LocksRows => true;

    protected override string SelectIds(string parameter) => $"select unnest({parameter}) as id";

    /// <summary>
    /// Keeps the joins in the order in which they are written. Left to itself the planner goes by statistics that a large submit makes wrong in the same
    /// transaction, and then it compares every stage with every run.
    /// </summary>
    protected override string InOrder(string sql) => $"set local join_collapse_limit = 1;\n{sql};\nset local join_collapse_limit to default";

    protected override object Ids(IEnumerable<Guid> ids) => ids.ToArray();

    protected override object Keys(IEnumerable<string> keys) => keys.ToArray();

    protected override object Time(DateTimeOffset time) => time.ToUniversalTime();

    /// <summary>Asks the clock and not the start of the transaction, which may have waited for a lock since.</summary>
    public override Task<DateTimeOffset> NowAsync(DbContext context, TimeProvider clock, CancellationToken cancel) =>
        context.Database.SqlQuery<DateTimeOffset>($"select clock_timestamp() as \"Value\"").SingleAsync(cancel);

    public override Task LockAsync(DbContext context, string table, IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        context.Database.ExecuteSqlRawAsync(
            "select id from @table where id = any({0}) order by id for update".Replace("@table", table, StringComparison.Ordinal), [Ids(ids)], cancel);

    public override Task LockAsync(DbContext context, string table, string column, IReadOnlyCollection<string> keys, CancellationToken cancel) => context.Database.ExecuteSqlRawAsync(
        "select @column from @table where @column = any({0}) order by @column collate \"C\" for update"
            .Replace("@table", table, StringComparison.Ordinal).Replace("@column", column, StringComparison.Ordinal),
        [Keys(keys)], cancel);

    public override Task<int> ExecuteAsync(DbContext context, string sql, IReadOnlyDictionary<Guid, string> texts, CancellationToken cancel) => context.Database.ExecuteSqlRawAsync(
        sql.Replace("@these", "select given.id, given.written from unnest({0}, {1}) as given (id, written)", StringComparison.Ordinal), [texts.Keys.ToArray(), texts.Values.ToArray()], cancel);

    public override Task<bool> TryExclusiveAsync(DbContext context, ExclusiveWork work, CancellationToken cancel) =>
        context.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({(long)work}) as \"Value\"").SingleAsync(cancel);

    public override Task HoldAsync(DbContext context, ExclusiveWork work, bool shared, CancellationToken cancel) => context.Database.ExecuteSqlRawAsync(
        shared ? "select pg_advisory_xact_lock_shared({0})" : "select pg_advisory_xact_lock({0})", [(long)work], cancel);

    public override Task SignalAsync(DbContext context, string word, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync($"select pg_notify({QueueSignals.Channel}, {word})", cancel);

    public override async Task<bool> HasTableAsync(DbContext context, string table, CancellationToken cancel) =>
        await context.Database.SqlQuery<bool>($"select to_regclass(quote_ident({table})) is not null as \"Value\"").SingleAsync(cancel);
}
