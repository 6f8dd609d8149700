using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Experiments;

internal sealed class RunMetricGapConfiguration : IEntityTypeConfiguration<RunMetricGap>
{
    public void Configure(EntityTypeBuilder<RunMetricGap> builder)
    {
        builder.HasKey(gap => new { gap.RunId, gap.Key });
        builder.Property(gap => gap.Key).HasMaxLength(200);
        builder.HasOne<Run>().WithMany().HasForeignKey(gap => gap.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.ToTable("run_metric_gaps");
    }
}
