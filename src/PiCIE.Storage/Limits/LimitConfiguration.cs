using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Limits;

internal sealed class LimitConfiguration : IEntityTypeConfiguration<Limit>
{
    public void Configure(EntityTypeBuilder<Limit> builder)
    {
        builder.HasKey(limit => new { limit.Name, limit.Person });
        builder.Property(limit => limit.Name).HasMaxLength(100);
        builder.Property(limit => limit.Person).HasMaxLength(200);
        builder.ToTable("limits");
    }
}
