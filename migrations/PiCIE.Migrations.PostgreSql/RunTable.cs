using Microsoft.EntityFrameworkCore.Migrations;

namespace PiCIE.Migrations.PostgreSql;

/// <summary>
/// Gives the run table what EF Core's model cannot say: the statistics without which the planner takes twenty thousand runs of one setting for two thousand, and the index by which a
/// search for a word finds its runs.
/// </summary>
internal static class RunTable
{
    private static readonly string[] Statements =
    [
        "create statistics st_run_settings_number (mcv, dependencies) on key, number_value from run_settings",
        "create statistics st_run_settings_text (mcv, dependencies) on key, text_value from run_settings",
        "alter statistics st_run_settings_number set statistics 1000",
        "alter statistics st_run_settings_text set statistics 1000",
        "alter table run_metrics alter column key set statistics 1000",
        "alter table group_metrics alter column key set statistics 1000",
        // The owner of a database may add this extension himself; who migrates as somebody else, or on a server without it, searches without the index.
        """
        do $$ begin
            create extension if not exists pg_trgm;
        exception when insufficient_privilege or undefined_file or feature_not_supported then
            raise notice 'there is no pg_trgm: a search for a word reads all runs';
        end $$
        """,
        """
        do $$ declare place text; begin
            select quote_ident(n.nspname) into place from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
            if place is not null then
                execute format('create index ix_runs_search_text on runs using gin (search_text %s.gin_trgm_ops)', place);
            end if;
        end $$
        """,
    ];

    /// <summary>Creates them.</summary>
    /// <param name="migration">The migration that creates the tables.</param>
    public static void Create(MigrationBuilder migration)
    {
        foreach (string statement in Statements)
        {
            migration.Sql(statement);
        }
    }
}
