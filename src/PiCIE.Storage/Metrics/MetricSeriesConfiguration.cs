using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Metrics;

internal sealed class MetricSeriesConfiguration : IEntityTypeConfiguration<MetricSeries>
{
    public void Configure(EntityTypeBuilder<MetricSeries> builder)
    {
        builder.Property(series => series.Id).ValueGeneratedNever();
        builder.Property(series => series.Name).HasMaxLength(100);
        builder.HasOne<Stage>().WithMany().HasForeignKey(series => series.StageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(series => new { series.StageId, series.Attempt, series.Name })
            .IsUnique().HasDatabaseName("ux_metric_series_stage_attempt_name");
    }
}
