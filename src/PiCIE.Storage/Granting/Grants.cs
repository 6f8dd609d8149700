using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Databases;

namespace PiCIE.Storage.Granting;

/// <summary>
/// Says which roles of a PostgreSQL database may do what. The roles cannot log in: a person or a machine gets a user of its own that is a member of one.
/// Whoever owns the tables needs no role; migrations need that owner.
/// </summary>
public static class Grants
{
    /// <summary>Role of a server: every table, no change of the schema nor of what the audit trail holds.</summary>
    public const string Server = "picie_server";

    /// <summary>Role of a worker: what it takes to do a stage, and no table of people.</summary>
    public const string Worker = "picie_worker";

    /// <summary>Role of people's own notebooks: the views whose names begin with <c>v_</c>.</summary>
    public const string Reader = "picie_reader";

    private const string Select = "select";
    private const string Add = "select, insert";
    private const string Change = "select, insert, update";
    private const string All = "select, insert, update, delete";

    /// <summary>What a server may do with the tables of which it may not do everything: the audit trail is written and never changed.</summary>
    private static readonly Dictionary<string, string> OfServers = new()
    {
        ["__EFMigrationsHistory"] = Select,
        ["audit_entries"] = Add,
    };

    /// <summary>What a worker may do with which table. A table that is not named here is none of its business, also one that comes with a later version.</summary>
    private static readonly Dictionary<string, string> OfWorkers = new()
    {
        ["__EFMigrationsHistory"] = Select,
        ["artifact_files"] = Add,
        ["artifacts"] = Change,
        ["attempt_inputs"] = Add,
        ["attempts"] = Change,
        ["checkpoints"] = All,
        ["confusions"] = Add,
        ["data_files"] = Select,
        ["data_set_paths"] = Select,
        ["data_sets"] = Select,
        ["deliveries"] = All,
        ["devices"] = All,
        ["events"] = Add,
        ["experiments"] = Select,
        ["followers"] = Select,
        ["group_metrics"] = All,
        ["limits"] = Select,
        ["metric_batches"] = Add,
        ["metric_levels"] = "select, insert, delete",
        ["metric_points"] = "select, insert, delete",
        ["metric_series"] = Change,
        ["results"] = Add,
        ["revision_runs"] = Select,
        ["run_documents"] = Select,
        ["run_groups"] = "select, update",
        ["run_metric_gaps"] = All,
        ["run_metrics"] = All,
        ["run_settings"] = Select,
        ["run_stages"] = Select,
        ["runs"] = "select, update",
        ["stage_inputs"] = Select,
        ["stage_wanters"] = All,
        ["stages"] = "select, update",
        ["store_marks"] = Add,
        ["usage"] = "select, insert, delete",
        ["worker_pools"] = All,
        ["workers"] = All,
    };

    /// <summary>Returns the statements that make the roles and give them exactly their rights on what there is now; they may run again at any time.</summary>
    /// <param name="context">A PostgreSQL database of the newest schema.</param>
    /// <param name="jobSchema">Schema of the tables of the job queue.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public static async Task<IReadOnlyList<string>> StatementsAsync(PicieContext context, string jobSchema, CancellationToken cancel)
    {
        string schema = await context.Database.SqlQuery<string>($"select quote_ident(current_schema()) as \"Value\"").SingleAsync(cancel);
        List<string> there = await context.Database
            .SqlQuery<string>($"select table_name::text as \"Value\" from information_schema.tables where table_schema = current_schema()").ToListAsync(cancel);
        bool jobs = await context.Database
            .SqlQuery<bool>($"select exists (select 1 from information_schema.schemata where schema_name = {jobSchema}) as \"Value\"").SingleAsync(cancel);
        HashSet<string> ours = [.. context.Model.GetEntityTypes().Select(entity => entity.GetTableName()).OfType<string>(), "__EFMigrationsHistory"];
        string[] tables = [.. there.Where(ours.Contains).Order(StringComparer.Ordinal)];
        string[] views = [.. there.Where(name => name.StartsWith("v_", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        return
        [
            .. new[] { Server, Worker, Reader }.SelectMany(role => Anew(role, schema, jobs ? jobSchema : null)),
            .. tables.Select(table => $"grant {OfServers.GetValueOrDefault(table, All)} on {schema}.\"{table}\" to {Server}"),
            .. views.Select(view => $"grant select on {schema}.{view} to {Server}, {Reader}"),
            .. tables.Where(OfWorkers.ContainsKey).Select(table => $"grant {OfWorkers[table]} on {schema}.\"{table}\" to {Worker}"),
            $"grant usage on all sequences in schema {schema} to {Server}, {Worker}",
            .. jobs ? Jobs(jobSchema) : [],
        ];
    }

    /// <summary>Makes the roles and gives them their rights, or changes nothing.</summary>
    /// <param name="contexts">Opens contexts on the database.</param>
    /// <param name="statements">The statements.</param>
    /// <param name="cancel">Cancels the call; nothing is changed then.</param>
    public static Task<int> ApplyAsync(IDbContextFactory<PicieContext> contexts, IReadOnlyList<string> statements, CancellationToken cancel) => DatabaseChange.RunAsync(
        contexts,
        async context =>
        {
            foreach (string statement in statements)
            {
                await context.Database.ExecuteSqlRawAsync(statement, cancel);
            }

            return statements.Count;
        },
        cancel);

    /// <summary>Returns the statements that make a role if there is none, and take from it what it may have had.</summary>
    private static IEnumerable<string> Anew(string role, string schema, string? jobSchema)
    {
        // Several databases of one server share its roles, and two may be prepared at once.
        yield return $"do $$ begin create role {role} nologin; exception when duplicate_object or unique_violation then null; end $$";
        foreach (string place in new[] { schema, jobSchema }.OfType<string>())
        {
            yield return $"revoke all on all tables in schema {place} from {role}";
            yield return $"revoke all on all sequences in schema {place} from {role}";
            yield return $"revoke all on schema {place} from {role}";
        }

        yield return $"grant usage on schema {schema} to {role}";
    }

    private static IEnumerable<string> Jobs(string schema) =>
    [
        $"grant usage on schema {schema} to {Server}, {Worker}",
        $"grant {All} on all tables in schema {schema} to {Server}, {Worker}",
        $"grant usage, select, update on all sequences in schema {schema} to {Server}, {Worker}",
    ];
}
