using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Limits;

internal sealed class UsageConfiguration : IEntityTypeConfiguration<Usage>
{
    public void Configure(EntityTypeBuilder<Usage> builder)
    {
        builder.ToTable("usage", table => table.HasCheckConstraint("ck_usage_seconds", "seconds >= 0"));
        builder.HasKey(usage => usage.Id);
        builder.Property(usage => usage.Person).HasMaxLength(200);
        builder.Property(usage => usage.DeviceKind).HasMaxLength(20);
    }
}
