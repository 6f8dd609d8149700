using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Columns;

namespace PiCIE.Storage.Stages;

internal sealed class StageConfiguration : IEntityTypeConfiguration<Stage>
{
    public void Configure(EntityTypeBuilder<Stage> builder)
    {
        builder.Property(stage => stage.Id).ValueGeneratedNever();
        builder.Property(stage => stage.Key).HasMaxLength(64);
        builder.Property(stage => stage.Kind).HasConversion<EnumText<StageKind>>().HasMaxLength(EnumText<StageKind>.Length);
        builder.Property(stage => stage.State).HasConversion<EnumText<StageState>>().HasMaxLength(EnumText<StageState>.Length);
        builder.Property(stage => stage.Queue).HasMaxLength(50);
        builder.Property(stage => stage.Device).HasMaxLength(20);
        builder.HasOne<Artifact>().WithMany().HasForeignKey(stage => stage.ArtifactId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(stage => stage.Key).IsUnique().HasDatabaseName("ux_stages_key");
        builder.HasIndex(stage => new { stage.Queue, stage.Priority, stage.CreatedAt })
            .HasFilter("state = 'ready'").HasDatabaseName("ix_stages_ready");
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_stages_kind", EnumText<StageKind>.Check("kind"));
            table.HasCheckConstraint("ck_stages_state", EnumText<StageState>.Check("state"));
            table.HasCheckConstraint("ck_stages_done_has_artifact", "state <> 'done' or artifact_id is not null");
            table.HasCheckConstraint("ck_stages_marks", "(hangfire_job is null) = (admitted_at is null)");
        });
    }
}
