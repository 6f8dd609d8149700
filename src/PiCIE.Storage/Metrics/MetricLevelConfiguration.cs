using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Metrics;

internal sealed class MetricLevelConfiguration : IEntityTypeConfiguration<MetricLevel>
{
    public void Configure(EntityTypeBuilder<MetricLevel> builder)
    {
        builder.HasKey(level => new { level.SeriesId, level.Level, level.Block });
        builder.HasOne<MetricSeries>().WithMany().HasForeignKey(level => level.SeriesId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable("metric_levels", table => table.HasCheckConstraint("ck_metric_levels_points", "points = numbers + not_numbers + positive_infinities + negative_infinities"));
    }
}
