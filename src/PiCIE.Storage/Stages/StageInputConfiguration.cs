using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.DataSets;

namespace PiCIE.Storage.Stages;

internal sealed class StageInputConfiguration : IEntityTypeConfiguration<StageInput>
{
    public void Configure(EntityTypeBuilder<StageInput> builder)
    {
        builder.HasKey(input => new { input.StageId, input.Role });
        builder.Property(input => input.Role).HasMaxLength(100);
        builder.HasOne<Stage>().WithMany().HasForeignKey(input => input.StageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Stage>().WithMany().HasForeignKey(input => input.SourceStageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Artifact>().WithMany().HasForeignKey(input => input.ArtifactId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<DataSet>().WithMany().HasForeignKey(input => input.DataSetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(input => input.SourceStageId).HasDatabaseName("ix_stage_inputs_source_stage_id");
        builder.ToTable(table => table.HasCheckConstraint(
            "ck_stage_inputs_one_source",
            """
            (case when source_stage_id is null then 0 else 1 end) + (case when artifact_id is null then 0 else 1 end)
            + (case when data_set_id is null then 0 else 1 end) = 1
            """));
    }
}
