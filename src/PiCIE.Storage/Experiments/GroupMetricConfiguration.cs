using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Experiments;

internal sealed class GroupMetricConfiguration : IEntityTypeConfiguration<GroupMetric>
{
    public void Configure(EntityTypeBuilder<GroupMetric> builder)
    {
        builder.HasKey(metric => new { metric.GroupKey, metric.Key });
        builder.Property(metric => metric.GroupKey).HasMaxLength(64);
        builder.Property(metric => metric.Key).HasMaxLength(200);
        builder.HasOne<RunGroup>().WithMany().HasForeignKey(metric => metric.GroupKey).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(metric => new { metric.Key, metric.Mean, metric.GroupKey }).IsDescending(false, true, true).HasDatabaseName("ix_group_metrics_mean");
        builder.ToTable("group_metrics", table => table.HasCheckConstraint("ck_group_metrics_n", "n >= 1"));
    }
}
