using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Auditing;
using PiCIE.Storage.Columns;
using PiCIE.Storage.Databases;
using PiCIE.Storage.DataSets;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Metrics;
using PiCIE.Storage.People;
using PiCIE.Storage.Results;
using PiCIE.Storage.Stages;
using PiCIE.Storage.Submitting;
using PiCIE.Storage.Workers;

namespace PiCIE.Storage;

/// <summary>Opens the tables. Handlers query them here; the state of a stage changes through the stage ledger and the submit only.</summary>
/// <param name="options">Provider and connection: <see cref="SqliteDatabase"/>.</param>
public sealed class PicieContext(DbContextOptions<PicieContext> options) : DbContext(options)
{
    /// <summary>Experiments, one row a person and name.</summary>
    public DbSet<Experiment> Experiments => Set<Experiment>();

    /// <summary>Texts that were submitted.</summary>
    public DbSet<SpecRevision> SpecRevisions => Set<SpecRevision>();

    /// <summary>Runs, one row a complete assignment of settings.</summary>
    public DbSet<Run> Runs => Set<Run>();

    /// <summary>Settings and protocols of runs.</summary>
    public DbSet<StoredDocuments> RunDocuments => Set<StoredDocuments>();

    /// <summary>Stages, one row a stage key.</summary>
    public DbSet<Stage> Stages => Set<Stage>();

    /// <summary>Links between runs and the stages that they want.</summary>
    public DbSet<RunStage> RunStages => Set<RunStage>();

    /// <summary>Sources of the inputs of stages.</summary>
    public DbSet<StageInput> StageInputs => Set<StageInput>();

    /// <summary>Attempts at stages, finished and in work.</summary>
    public DbSet<Attempt> Attempts => Set<Attempt>();

    /// <summary>States from which stages can go on.</summary>
    public DbSet<Checkpoint> Checkpoints => Set<Checkpoint>();

    /// <summary>Events, in the order in which they happened.</summary>
    public DbSet<StoredEvent> Events => Set<StoredEvent>();

    /// <summary>Deliveries that are still owed to handlers.</summary>
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    /// <summary>Artifacts, also those whose files are gone.</summary>
    public DbSet<Artifact> Artifacts => Set<Artifact>();

    /// <summary>Files of artifacts.</summary>
    public DbSet<ArtifactFile> ArtifactFiles => Set<ArtifactFile>();

    /// <summary>Marks of the folder that holds the artifacts.</summary>
    public DbSet<StoreMark> StoreMarks => Set<StoreMark>();

    /// <summary>Data sets that were registered or used.</summary>
    public DbSet<DataSet> DataSets => Set<DataSet>();

    /// <summary>Links between submitted texts and the runs that they name.</summary>
    public DbSet<RevisionRun> RevisionRuns => Set<RevisionRun>();

    /// <summary>Processes that want the runs of a submitted text while they live.</summary>
    public DbSet<Follower> Followers => Set<Follower>();

    /// <summary>Words by which experiments are found.</summary>
    public DbSet<ExperimentTag> ExperimentTags => Set<ExperimentTag>();

    /// <summary>Words by which runs are found.</summary>
    public DbSet<RunTag> RunTags => Set<RunTag>();

    /// <summary>Texts that people wrote about experiments and runs.</summary>
    public DbSet<Note> Notes => Set<Note>();

    /// <summary>Settings of runs, for filters.</summary>
    public DbSet<RunSetting> RunSettings => Set<RunSetting>();

    /// <summary>Final figures of runs, for filters.</summary>
    public DbSet<RunMetric> RunMetrics => Set<RunMetric>();

    /// <summary>Final figures of runs that are not numbers.</summary>
    public DbSet<RunMetricGap> RunMetricGaps => Set<RunMetricGap>();

    /// <summary>Groups of replicates.</summary>
    public DbSet<RunGroup> RunGroups => Set<RunGroup>();

    /// <summary>Final figures over groups of replicates.</summary>
    public DbSet<GroupMetric> GroupMetrics => Set<GroupMetric>();

    /// <summary>Links between stages that are not done and the experiments that want them.</summary>
    public DbSet<StageWanter> StageWanters => Set<StageWanter>();

    /// <summary>Keys that came with submits over HTTP.</summary>
    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();

    /// <summary>Artifacts that attempts read.</summary>
    public DbSet<AttemptInput> AttemptInputs => Set<AttemptInput>();

    /// <summary>Folders that hold data sets.</summary>
    public DbSet<DataSetPath> DataSetPaths => Set<DataSetPath>();

    /// <summary>Figures of evaluations.</summary>
    public DbSet<EvaluationResult> Results => Set<EvaluationResult>();

    /// <summary>Class × cluster matrices.</summary>
    public DbSet<Confusion> Confusions => Set<Confusion>();

    /// <summary>Named series of metric points.</summary>
    public DbSet<MetricSeries> MetricSeries => Set<MetricSeries>();

    /// <summary>Batches of points that were taken.</summary>
    public DbSet<MetricBatch> MetricBatches => Set<MetricBatch>();

    /// <summary>Metric points.</summary>
    public DbSet<MetricPoint> MetricPoints => Set<MetricPoint>();

    /// <summary>Blocks of metric points.</summary>
    public DbSet<MetricLevel> MetricLevels => Set<MetricLevel>();

    /// <summary>Processes that run stages, also those that have ended.</summary>
    public DbSet<Worker> Workers => Set<Worker>();

    /// <summary>Slots of workers.</summary>
    public DbSet<WorkerPool> WorkerPools => Set<WorkerPool>();

    /// <summary>People whom the servers of a team know.</summary>
    public DbSet<User> Users => Set<User>();

    /// <summary>Keys by which people are let in, also those that were revoked.</summary>
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    /// <summary>Browsers in which somebody is signed in.</summary>
    public DbSet<Session> Sessions => Set<Session>();

    /// <summary>The audit trail.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PicieContext).Assembly);
        JsonColumn.SetTypes(modelBuilder, Database.IsNpgsql() ? "json" : null);
        if (Database.IsNpgsql())
        {
            // Several transactions are open at once there, and their events become visible in the order of the commits.
            modelBuilder.Entity<StoredEvent>().Property(stored => stored.TransactionId)
                .ValueGeneratedOnAdd().HasDefaultValueSql("pg_current_xact_id()::text::bigint");
            modelBuilder.Entity<StoredEvent>().HasIndex(stored => new { stored.TransactionId, stored.Seq }).HasDatabaseName("ix_events_order");
        }
    }

    /// <summary>Stores times in UTC: as text that sorts on SQLite, which has neither times nor their order.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        if (Database.IsSqlite())
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcText>().HaveMaxLength(28);
        }
        else
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTime>();
        }
    }
}
