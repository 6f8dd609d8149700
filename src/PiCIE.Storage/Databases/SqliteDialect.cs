using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Columns;

namespace PiCIE.Storage.Databases;

/// <summary>Writes for SQLite. Its transactions are immediate: whoever is inside one is alone, so no row is locked.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public override bool LocksRows => false;

    protected override string SelectIds(string parameter) => $"select value as id from json_each({parameter})";

    protected override string InOrder(string sql) => sql;

    /// <summary>Returns a JSON list in the letters in which SQLite keeps ids.</summary>
    protected override object Ids(IEnumerable<Guid> ids) => JsonSerializer.Serialize(ids.Select(id => id.ToString().ToUpperInvariant()));

    protected override object Keys(IEnumerable<string> keys) => JsonSerializer.Serialize(keys);

    protected override object Time(DateTimeOffset time) => UtcText.Write(time);

    public override Task<DateTimeOffset> NowAsync(DbContext context, TimeProvider clock, CancellationToken cancel) => Task.FromResult(clock.GetUtcNow());

    public override Task LockAsync(DbContext context, string table, IReadOnlyCollection<Guid> ids, CancellationToken cancel) => Task.CompletedTask;

    public override Task LockAsync(DbContext context, string table, string column, IReadOnlyCollection<string> keys, CancellationToken cancel) => Task.CompletedTask;

    public override Task<int> ExecuteAsync(DbContext context, string sql, IReadOnlyDictionary<Guid, string> texts, CancellationToken cancel) => context.Database.ExecuteSqlRawAsync(
        sql.Replace("@these", "select value ->> 0 as id, value ->> 1 as written from json_each({0})", StringComparison.Ordinal),
        [JsonSerializer.Serialize(texts.Select(one => new[] { one.Key.ToString().ToUpperInvariant(), one.Value }))], cancel);

    public override Task<bool> TryExclusiveAsync(DbContext context, ExclusiveWork work, CancellationToken cancel) => Task.FromResult(true);

    public override Task HoldAsync(DbContext context, ExclusiveWork work, bool shared, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Tells nobody: the one process that works on a file signals within itself.</summary>
    public override Task SignalAsync(DbContext context, string word, CancellationToken cancel) => Task.CompletedTask;

    public override async Task<bool> HasTableAsync(DbContext context, string table, CancellationToken cancel) =>
        await context.Database.SqlQuery<int>($"select count(*) as \"Value\" from sqlite_master where type = 'table' and name = {table}").SingleAsync(cancel) > 0;
}
