using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Storage.Experiments;

namespace PiCIE.Storage.Stages;

internal sealed class StageWanterConfiguration : IEntityTypeConfiguration<StageWanter>
{
    public void Configure(EntityTypeBuilder<StageWanter> builder)
    {
        builder.HasKey(wanter => new { wanter.StageId, wanter.ExperimentId });
        builder.Property(wanter => wanter.Needs).HasMaxLength(200);
        builder.HasOne<Stage>().WithMany().HasForeignKey(wanter => wanter.StageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Experiment>().WithMany().HasForeignKey(wanter => wanter.ExperimentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(wanter => new { wanter.ExperimentId, wanter.Needs, wanter.Ready, wanter.Position })
            .HasDatabaseName("ix_stage_wanters_queue");
    }
}
