using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Experiments;

internal sealed class RunMetricConfiguration : IEntityTypeConfiguration<RunMetric>
{
    public void Configure(EntityTypeBuilder<RunMetric> builder)
    {
        builder.HasKey(metric => new { metric.RunId, metric.Key });
        builder.Property(metric => metric.Key).HasMaxLength(200);
        builder.HasOne<Run>().WithMany().HasForeignKey(metric => metric.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(metric => new { metric.Key, metric.Value, metric.RunId }).IsDescending(false, true, true).HasDatabaseName("ix_run_metrics_value");
        builder.ToTable("run_metrics");
    }
}
