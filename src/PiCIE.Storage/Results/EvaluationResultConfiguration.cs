using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Columns;

namespace PiCIE.Storage.Results;

internal sealed class EvaluationResultConfiguration : IEntityTypeConfiguration<EvaluationResult>
{
    public void Configure(EntityTypeBuilder<EvaluationResult> builder)
    {
        builder.Property(result => result.Protocol).IsJson();
        builder.Property(result => result.Figures).IsJson();
        builder.Property(result => result.Id).ValueGeneratedNever();
        builder.Property(result => result.Split).HasMaxLength(100);
        builder.Property(result => result.MeanIoU).HasColumnName("mean_iou");
        builder.HasOne<Artifact>().WithMany().HasForeignKey(result => result.ArtifactId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(result => new { result.ArtifactId, result.Split, result.Epoch })
            .IsUnique().HasDatabaseName("ux_results_artifact_split_epoch");
        builder.ToTable(table => table.HasCheckConstraint(
            "ck_results_percent", "accuracy between 0 and 100 and mean_iou between 0 and 100"));
    }
}
