using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Experiments;

internal sealed class GroupMetricConfiguration : IEntityTypeConfiguration<GroupMetric>
{
    public void Configure(EntityTypeBuilder<GroupMetric> builder)
    {
        builder.HasKey(group => new { group.ConfigId, group.Key });
        builder.Property(group => group.ConfigId).HasMaxLength(64);
        builder.Property(group => group.Key).HasMaxLength(200);
        builder.HasIndex(group => new { group.Key, group.Mean, group.ConfigId }).IsDescending(false, true, true).HasDatabaseName("ix_group_metrics_mean");
        builder.ToTable("group_metrics", table => table.HasCheckConstraint("ck_group_metrics_n", "n >= 1"));
    }
}
