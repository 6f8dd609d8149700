using Microsoft.EntityFrameworkCore;

namespace PiCIE.Storage.Databases;

/// <summary>
/// Says how a statement is written where SQLite and PostgreSQL differ: a list of ids, a time, the clock that counts, locks on rows. Every other
/// statement is the same on both.
/// </summary>
internal abstract class SqlDialect
{
    private static readonly SqliteDialect Sqlite = new();
    private static readonly PostgreSqlDialect PostgreSql = new();

    /// <summary>Returns the dialect of the database that a context is open on.</summary>
    /// <param name="context">The context.</param>
    public static SqlDialect Of(DbContext context) => context.Database.IsSqlite() ? Sqlite : PostgreSql;

    /// <summary>Whether several transactions may change rows at once, so that whoever looks before it writes must lock.</summary>
    public abstract bool LocksRows { get; }

    /// <summary>Executes a statement about some rows.</summary>
    /// <param name="context">The database, inside a transaction.</param>
    /// <param name="sql">
    /// The statement; in it <c>@these</c> is a select that gives the ids in a column <c>id</c>. Its joins are written in the order in which they shall run: from the ids on,
    /// each by an index.
    /// </param>
    /// <param name="ids">The ids, however many there are.</param>
    /// <param name="cancel">Cancels the call.</param>
    public Task<int> ExecuteAsync(DbContext context, string sql, IEnumerable<Guid> ids, CancellationToken cancel) =>
        context.Database.ExecuteSqlRawAsync(InOrder(sql.Replace("@these", SelectIds("{0}"), StringComparison.Ordinal)), [Ids(ids)], cancel);

    /// <summary>Executes a statement about some rows that are known by a text.</summary>
    /// <param name="context">The database, inside a transaction.</param>
    /// <param name="sql">The statement, as in the other method; its column <c>id</c> gives the texts.</param>
    /// <param name="keys">The texts, however many there are.</param>
    /// <param name="cancel">Cancels the call.</param>
    public Task<int> ExecuteAsync(DbContext context, string sql, IEnumerable<string> keys, CancellationToken cancel) =>
        context.Database.ExecuteSqlRawAsync(InOrder(sql.Replace("@these", SelectIds("{0}"), StringComparison.Ordinal)), [Keys(keys)], cancel);

    /// <summary>Executes a statement about some rows and a text for each.</summary>
    /// <param name="context">The database, inside a transaction.</param>
    /// <param name="sql">The statement; in it <c>@these</c> is a select that gives the ids in a column <c>id</c> and the texts in a column <c>written</c>.</param>
    /// <param name="texts">The texts by id, however many there are.</param>
    /// <param name="cancel">Cancels the call.</param>
    public abstract Task<int> ExecuteAsync(DbContext context, string sql, IReadOnlyDictionary<Guid, string> texts, CancellationToken cancel);

    /// <summary>Executes a statement about some rows and a time.</summary>
    /// <param name="context">The database, inside a transaction.</param>
    /// <param name="sql">The statement, as in the other method; in it <c>@now</c> is the time.</param>
    /// <param name="ids">The ids, however many there are.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Cancels the call.</param>
    public Task<int> ExecuteAsync(DbContext context, string sql, IEnumerable<Guid> ids, DateTimeOffset now, CancellationToken cancel) =>
        context.Database.ExecuteSqlRawAsync(
            InOrder(sql.Replace("@these", SelectIds("{0}"), StringComparison.Ordinal).Replace("@now", "{1}", StringComparison.Ordinal)), [Ids(ids), Time(now)], cancel);

    /// <summary>Executes a statement about a time and further values.</summary>
    /// <param name="context">The database.</param>
    /// <param name="sql">The statement; in it <c>@now</c> is the time, and <c>{1}</c>, <c>{2}</c> and so on are the values.</param>
    /// <param name="now">The time.</param>
    /// <param name="values">The values.</param>
    /// <param name="cancel">Cancels the call.</param>
    public Task<int> ExecuteAsync(DbContext context, string sql, DateTimeOffset now, IReadOnlyCollection<object> values, CancellationToken cancel) =>
        context.Database.ExecuteSqlRawAsync(sql.Replace("@now", "{0}", StringComparison.Ordinal), [Time(now), .. values], cancel);

    /// <summary>Returns the time that counts: on one machine its own, between several the database's.</summary>
    /// <param name="context">The database.</param>
    /// <param name="clock">The clock of this machine.</param>
    /// <param name="cancel">Cancels the query.</param>
    public abstract Task<DateTimeOffset> NowAsync(DbContext context, TimeProvider clock, CancellationToken cancel);

    /// <summary>
    /// Locks rows until the transaction ends, in ascending order of their ids, so that two transactions that lock in this way wait for one another and
    /// never both. A statement that follows sees what others have committed before.
    /// </summary>
    /// <param name="context">The database, inside a transaction.</param>
    /// <param name="table">Name of the table, which has a column <c>id</c>.</param>
    /// <param name="ids">Ids of the rows.</param>
    /// <param name="cancel">Cancels the wait.</param>
    public abstract Task LockAsync(DbContext context, string table, IReadOnlyCollection<Guid> ids, CancellationToken cancel);

    /// <summary>Locks rows that are known by a text, as the other method does.</summary>
    /// <param name="context">The database, inside a transaction.</param>
    /// <param name="table">Name of the table.</param>
    /// <param name="column">Name of the column with the texts.</param>
    /// <param name="keys">Texts of the rows.</param>
    /// <param name="cancel">Cancels the wait.</param>
    public abstract Task LockAsync(DbContext context, string table, string column, IReadOnlyCollection<string> keys, CancellationToken cancel);

    /// <summary>Takes a lock of the whole database until the transaction ends, if nobody has it.</summary>
    /// <param name="context">The database, inside a transaction.</param>
    /// <param name="work">The work that one process does at a time.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>Whether it was free.</returns>
    public abstract Task<bool> TryExclusiveAsync(DbContext context, ExclusiveWork work, CancellationToken cancel);

    /// <summary>Waits for a lock of the whole database and holds it until the transaction ends.</summary>
    /// <param name="context">The database, inside a transaction.</param>
    /// <param name="work">The work that the lock stands for.</param>
    /// <param name="shared">Whether others may share it.</param>
    /// <param name="cancel">Cancels the wait.</param>
    public abstract Task HoldAsync(DbContext context, ExclusiveWork work, bool shared, CancellationToken cancel);

    /// <summary>Sends a word to all processes on the database, once the transaction is committed.</summary>
    /// <param name="context">The database.</param>
    /// <param name="word">The word.</param>
    /// <param name="cancel">Cancels the call.</param>
    public abstract Task SignalAsync(DbContext context, string word, CancellationToken cancel);

    /// <summary>Returns whether the database has a table.</summary>
    /// <param name="context">The database.</param>
    /// <param name="table">Name of the table.</param>
    /// <param name="cancel">Cancels the query.</param>
    public abstract Task<bool> HasTableAsync(DbContext context, string table, CancellationToken cancel);

    /// <summary>Returns a select that gives the ids of one parameter of a statement, one a row.</summary>
    protected abstract string SelectIds(string parameter);

    /// <summary>Returns a statement whose joins run in the order in which they are written.</summary>
    protected abstract string InOrder(string sql);

    /// <summary>Returns ids as the value of one parameter.</summary>
    protected abstract object Ids(IEnumerable<Guid> ids);

    /// <summary>Returns texts as the value of one parameter.</summary>
    protected abstract object Keys(IEnumerable<string> keys);

    /// <summary>Returns a time as the value of a parameter.</summary>
    protected abstract object Time(DateTimeOffset time);
}
