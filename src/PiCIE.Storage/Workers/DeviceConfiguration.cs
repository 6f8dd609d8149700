using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Workers;

internal sealed class DeviceConfiguration : IEntityTypeConfiguration<Device>
{
    public void Configure(EntityTypeBuilder<Device> builder)
    {
        builder.HasKey(device => new { device.WorkerId, device.Name });
        builder.Property(device => device.Name).HasMaxLength(20);
        builder.Property(device => device.Uuid).HasMaxLength(100);
        builder.Property(device => device.Model).HasMaxLength(200);
        builder.HasOne<Worker>().WithMany().HasForeignKey(device => device.WorkerId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable("devices");
    }
}
