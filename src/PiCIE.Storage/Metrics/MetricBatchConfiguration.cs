using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Metrics;

internal sealed class MetricBatchConfiguration : IEntityTypeConfiguration<MetricBatch>
{
    public void Configure(EntityTypeBuilder<MetricBatch> builder)
    {
        builder.HasKey(batch => new { batch.StageId, batch.Attempt, batch.Sequence });
        builder.HasOne<Stage>().WithMany().HasForeignKey(batch => batch.StageId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable("metric_batches", table => table.HasCheckConstraint("ck_metric_batches_sequence", "sequence >= 1"));
    }
}
