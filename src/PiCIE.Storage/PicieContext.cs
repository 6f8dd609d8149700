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

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcText>().HaveMaxLength(28);
}
