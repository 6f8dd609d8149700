using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Metrics;

internal sealed class MetricPointConfiguration : IEntityTypeConfiguration<MetricPoint>
{
    public void Configure(EntityTypeBuilder<MetricPoint> builder)
    {
        builder.HasKey(point => new { point.SeriesId, point.Step });
        builder.HasOne<MetricSeries>().WithMany().HasForeignKey(point => point.SeriesId).OnDelete(DeleteBehavior.Restrict);
    }
}
