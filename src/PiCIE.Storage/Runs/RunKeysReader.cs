namespace PiCIE.Storage.Runs;

/// <summary>Reads which columns a list of runs may have: the figures that there are, and the settings in which its runs differ. It looks at the newest runs alone, whatever the order of the list.</summary>
public static class RunKeysReader
{
    /// <summary>Runs that are looked at, at most.</summary>
    public const int MostRuns = 2_000;

    /// <summary>Reads the keys, in one statement.</summary>
    /// <param name="source">The database.</param>
    /// <param name="query">The runs.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="SlowFilterException">The statement took longer than it may.</exception>
    public static Task<RunKeys> ReadAsync(RunSource source, RunQuery query, CancellationToken cancel) => source.ReadAsync(
        query.StatementLimit,
        async connection =>
        {
            SqlParameters parameters = new(query.Now);
            // Each materialised select is read several times and made once. A cross join keeps its order on SQLite, which would otherwise read the figures of all runs.
            string sql =
                $"""
                with newest as materialized (
                    select r.id, r.settings_id from v_runs r where {query.Condition(source, parameters)} order by r.created_at desc, r.id desc limit {parameters.Add(MostRuns)}),
                sets as materialized (select distinct settings_id from newest where settings_id is not null)
                select 0 as kind, '' as key, count(*) as runs, 0 as differs from newest
                union all
                select 1, m.key, count(*), 0 from newest n cross join run_metrics m where m.run_id = n.id group by m.key
                union all
                select 2, s.key, 0, case when count(distinct s.number_value) + count(distinct s.text_value) > 1 or count(*) < (select count(*) from sets) then 1 else 0 end
                from sets cross join run_settings s where s.settings_id = sets.settings_id group by s.key
                """;
            List<(int Kind, string Key, int Runs, bool Differs)> rows = await source.RowsAsync(
                connection, sql, parameters, row => (row.GetInt32(0), row.GetString(1), (int)row.GetInt64(2), row.GetInt32(3) == 1), cancel);
            return new RunKeys(
                rows.Single(row => row.Kind == 0).Runs,
                rows.Where(row => row.Kind == 1).ToDictionary(row => row.Key, row => row.Runs, StringComparer.Ordinal),
                rows.Where(row => row.Kind == 2).ToDictionary(row => row.Key, row => row.Differs, StringComparer.Ordinal));
        },
        cancel);
}
