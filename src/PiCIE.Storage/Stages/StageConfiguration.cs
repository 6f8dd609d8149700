using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Columns;
using PiCIE.Storage.Experiments;

namespace PiCIE.Storage.Stages;

internal sealed class StageConfiguration : IEntityTypeConfiguration<Stage>
{
    public void Configure(EntityTypeBuilder<Stage> builder)
    {
        builder.Property(stage => stage.Settings).IsJson();
        builder.Property(stage => stage.Id).ValueGeneratedNever();
        builder.Property(stage => stage.Key).HasMaxLength(64);
        builder.Property(stage => stage.Kind).HasConversion<EnumText<StageKind>>().HasMaxLength(EnumText<StageKind>.Length);
        builder.Property(stage => stage.State).HasConversion<EnumText<StageState>>().HasMaxLength(EnumText<StageState>.Length);
        builder.Property(stage => stage.Needs).HasMaxLength(200);
        builder.Property(stage => stage.Pool).HasMaxLength(150);
        builder.Property(stage => stage.LastPool).HasMaxLength(150);
        builder.Property(stage => stage.Worker).HasMaxLength(200);
        builder.Property(stage => stage.TriesFrom).HasDefaultValue(1);
        builder.Property(stage => stage.Device).HasMaxLength(20);
        builder.Property(stage => stage.Likeness).HasMaxLength(300);
        builder.HasIndex(stage => stage.Likeness).HasFilter("state = 'done'").HasDatabaseName("ix_stages_likeness");
        builder.HasOne<Artifact>().WithMany().HasForeignKey(stage => stage.ArtifactId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(stage => stage.Key).IsUnique().HasDatabaseName("ux_stages_key");
        builder.HasOne<Experiment>().WithMany().HasForeignKey(stage => stage.ChargedExperimentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(stage => stage.LeaseUntil).HasFilter("state = 'running'").HasDatabaseName("ix_stages_running");
        builder.HasIndex(stage => stage.OfferedUntil).HasFilter("offered_until is not null").HasDatabaseName("ix_stages_offered");
        builder.HasIndex(stage => stage.NotBefore).HasFilter("not_before is not null").HasDatabaseName("ix_stages_not_before");
        builder.HasIndex(stage => stage.ChargedExperimentId).HasFilter("charged_experiment_id is not null").HasDatabaseName("ix_stages_charged");
        builder.HasIndex(stage => stage.Pool).HasFilter("pool is not null").HasDatabaseName("ix_stages_pool");
        builder.HasIndex(stage => stage.ArtifactId).HasDatabaseName("ix_stages_artifact_id");
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_stages_kind", EnumText<StageKind>.Check("kind"));
            table.HasCheckConstraint("ck_stages_state", EnumText<StageState>.Check("state"));
            table.HasCheckConstraint("ck_stages_done_has_artifact", "state <> 'done' or artifact_id is not null");
            table.HasCheckConstraint("ck_stages_offer", "offered_until is null or (state = 'ready' and pool is not null)");
            table.HasCheckConstraint("ck_stages_pool", "pool is null or offered_until is not null or state = 'running'");
            table.HasCheckConstraint("ck_stages_lease", "state = 'running' or (worker is null and lease_until is null)");
        });
    }
}
