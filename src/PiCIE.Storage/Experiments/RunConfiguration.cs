using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Experiments;

internal sealed class RunConfiguration : IEntityTypeConfiguration<Run>
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.Property(run => run.Name).HasMaxLength(200);
        builder.Property(run => run.Identity).HasMaxLength(64);
        builder.Property(run => run.ConfigId).HasMaxLength(64);
        builder.HasOne<Experiment>().WithMany().HasForeignKey(run => run.ExperimentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(run => new { run.ExperimentId, run.Identity }).IsUnique().HasDatabaseName("ux_runs_experiment_identity");
        builder.HasIndex(run => run.ConfigId).HasDatabaseName("ix_runs_config_id");
    }
}
