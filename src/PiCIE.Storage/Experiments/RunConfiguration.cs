using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Experiments.States;
using PiCIE.Storage.Columns;

namespace PiCIE.Storage.Experiments;

internal sealed class RunConfiguration : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.Property(run => run.Name).HasMaxLength(200);
        builder.Property(run => run.DisplayName).HasMaxLength(200);
        builder.Property(run => run.Identity).HasMaxLength(64);
        builder.Property(run => run.ConfigId).HasMaxLength(64);
        builder.Property(run => run.SettingsId).HasMaxLength(64);
        builder.Property(run => run.GroupKey).HasMaxLength(64);
        builder.Property(run => run.MemberKey).HasMaxLength(64);
        builder.Property(run => run.HeadlineSplit).HasMaxLength(100);
        builder.Property(run => run.MeanIoU).HasColumnName("mean_iou");
        builder.Property(run => run.Status).HasConversion<EnumText<RunStatus>>().HasMaxLength(EnumText<RunStatus>.Length);
        builder.HasOne<Experiment>().WithMany().HasForeignKey(run => run.ExperimentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Run>().WithMany().HasForeignKey(run => run.SupersededById).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(run => new { run.ExperimentId, run.Identity }).IsUnique().HasDatabaseName("ux_runs_experiment_identity");
        builder.HasIndex(run => run.ConfigId).HasDatabaseName("ix_runs_config_id");
        builder.HasIndex(run => run.GroupKey).HasDatabaseName("ix_runs_group_key");
        builder.HasIndex(run => run.SettingsId).HasDatabaseName("ix_runs_settings_id");
        builder.HasIndex(run => new { run.CreatedAt, run.Id }).IsDescending().HasDatabaseName("ix_runs_newest");
        builder.HasIndex(run => new { run.CreatedAt, run.Position, run.Id }).IsDescending(true, false, false).HasDatabaseName("ix_runs_listed");
        builder.HasIndex(run => new { run.Status, run.Id }).IsDescending(false, true).HasDatabaseName("ix_runs_status");
        builder.HasIndex(run => new { run.ExperimentId, run.Id }).IsDescending(false, true).HasDatabaseName("ix_runs_experiment");
        // Almost every run is superseded by none, and a planner that may look these up here reads all runs for each commit.
        builder.HasIndex(run => run.SupersededById).HasFilter("superseded_by_id is not null").HasDatabaseName("ix_runs_superseded_by_id");
        builder.ToTable("runs", table =>
        {
            table.HasCheckConstraint("ck_runs_status", EnumText<RunStatus>.Check("status"));
            table.HasCheckConstraint("ck_runs_done_stage_count", "done_stage_count between 0 and stage_count");
            table.HasCheckConstraint("ck_runs_ended", "(ended_at is not null) = (status in ('done', 'failed', 'canceled'))");
        });
    }
}
