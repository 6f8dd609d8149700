using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Storage.Experiments;

namespace PiCIE.Storage.Stages;

internal sealed class RunStageConfiguration : IEntityTypeConfiguration<RunStage>
{
    public void Configure(EntityTypeBuilder<RunStage> builder)
    {
        builder.HasKey(wanted => new { wanted.RunId, wanted.StageId });
        builder.HasOne<Run>().WithMany().HasForeignKey(wanted => wanted.RunId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Stage>().WithMany().HasForeignKey(wanted => wanted.StageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(wanted => wanted.StageId).HasDatabaseName("ix_run_stages_stage_id");
    }
}
