using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Migrating;

namespace PiCIE.Storage.Tests.Migrating;

public sealed class NewestSchemaTests
{
    [Fact]
    public async Task It_is_the_newest_migration_that_there_is()
    {
        await using TestDatabase database = new();
        await using PicieContext context = database.CreateDbContext();

        context.Database.GetMigrations().Last().ShouldBe(NewestSchema.Migration);
    }

    [Fact]
    public async Task A_migrated_database_has_it_and_one_that_is_newer_older_or_missing_has_not()
    {
        await using TestDatabase database = new();
        (await NewestSchema.IsInAsync(database.File, TestContext.Current.CancellationToken)).ShouldBeFalse();
        File.Exists(database.File).ShouldBeFalse();

        await database.MigrateAsync();
        (await NewestSchema.IsInAsync(database.File, TestContext.Current.CancellationToken)).ShouldBeTrue();

        await database.ExecuteAsync("insert into \"__EFMigrationsHistory\" values ('99991231000000_Later', '10.0.0')");
        (await NewestSchema.IsInAsync(database.File, TestContext.Current.CancellationToken)).ShouldBeFalse();

        await database.ExecuteAsync("delete from \"__EFMigrationsHistory\"");
        (await NewestSchema.IsInAsync(database.File, TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_table_is_named_in_the_plural_as_notebooks_and_statements_know_it()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        await using PicieContext context = database.CreateDbContext();

        string?[] tables = [.. context.Model.GetEntityTypes().Select(type => type.GetTableName()).Distinct().Order(StringComparer.Ordinal)];

        tables.ShouldBe(
        [
            "api_keys", "artifact_files", "artifacts", "attempt_inputs", "attempts", "audit_entries", "checkpoints", "confusions", "data_files", "data_set_paths", "data_sets",
            "deliveries", "devices", "events", "experiments", "followers", "group_metrics", "idempotency_keys", "limits", "metric_batches", "metric_levels", "metric_points",
            "metric_series", "notes", "results", "revision_runs", "run_documents", "run_groups", "run_metric_gaps", "run_metrics", "run_settings", "run_stages", "run_tags", "runs",
            "sessions", "spec_revisions", "stage_inputs", "stage_wanters", "stages", "stars", "store_marks", "tags", "usage", "users", "worker_pools", "workers",
        ]);
    }
}
