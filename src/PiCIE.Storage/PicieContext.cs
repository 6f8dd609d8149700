using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Columns;
using PiCIE.Storage.DataSets;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Metrics;
using PiCIE.Storage.Results;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage;

/// <summary>The tables. Handlers query them here; a stage's state changes through the stage ledger and the submit only.</summary>
/// <param name="options">Provider and connection: <see cref="PicieDatabase"/>.</param>
public sealed class PicieContext(DbContextOptions<PicieContext> options) : DbContext(options)
{
    /// <summary>Experiments.</summary>
    public DbSet<Experiment> Experiments => Set<Experiment>();

    /// <summary>Texts that were submitted.</summary>
    public DbSet<SpecRevision> SpecRevisions => Set<SpecRevision>();

    /// <summary>Runs.</summary>
    public DbSet<Run> Runs => Set<Run>();

    /// <summary>Settings and protocols of runs.</summary>
    public DbSet<StoredDocuments> RunDocuments => Set<StoredDocuments>();

    /// <summary>Stages.</summary>
    public DbSet<Stage> Stages => Set<Stage>();

    /// <summary>Which run wants which stage.</summary>
    public DbSet<RunStage> RunStages => Set<RunStage>();

    /// <summary>Where stages get their inputs from.</summary>
    public DbSet<StageInput> StageInputs => Set<StageInput>();

    /// <summary>Attempts at stages.</summary>
    public DbSet<Attempt> Attempts => Set<Attempt>();

    /// <summary>What happened.</summary>
    public DbSet<StoredEvent> Events => Set<StoredEvent>();

    /// <summary>Who must still hear of it.</summary>
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    /// <summary>Artifacts.</summary>
    public DbSet<Artifact> Artifacts => Set<Artifact>();

    /// <summary>Their files.</summary>
    public DbSet<ArtifactFile> ArtifactFiles => Set<ArtifactFile>();

    /// <summary>Data sets.</summary>
    public DbSet<DataSet> DataSets => Set<DataSet>();

    /// <summary>Which text names which run.</summary>
    public DbSet<RevisionRun> RevisionRuns => Set<RevisionRun>();

    /// <summary>Words by which experiments are found.</summary>
    public DbSet<ExperimentTag> ExperimentTags => Set<ExperimentTag>();

    /// <summary>Words by which runs are found.</summary>
    public DbSet<RunTag> RunTags => Set<RunTag>();

    /// <summary>Which experiment wants which stage that is not done.</summary>
    public DbSet<StageWanter> StageWanters => Set<StageWanter>();

    /// <summary>What attempts read.</summary>
    public DbSet<AttemptInput> AttemptInputs => Set<AttemptInput>();

    /// <summary>Folders that hold data sets.</summary>
    public DbSet<DataSetPath> DataSetPaths => Set<DataSetPath>();

    /// <summary>Figures of evaluations.</summary>
    public DbSet<EvaluationResult> Results => Set<EvaluationResult>();

    /// <summary>Class × cluster matrices.</summary>
    public DbSet<Confusion> Confusions => Set<Confusion>();

    /// <summary>Named series.</summary>
    public DbSet<MetricSeries> MetricSeries => Set<MetricSeries>();

    /// <summary>Their points.</summary>
    public DbSet<MetricPoint> MetricPoints => Set<MetricPoint>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PicieContext).Assembly);

    /// <summary>SQLite has neither times nor their order: they become text that sorts. Another provider keeps its own type.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        if (Database.IsSqlite())
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcText>().HaveMaxLength(28);
        }
    }
}
