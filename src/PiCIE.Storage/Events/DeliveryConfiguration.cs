using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Events;

internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.HasKey(delivery => new { delivery.EventSeq, delivery.Handler });
        builder.Property(delivery => delivery.Handler).HasMaxLength(100);
        builder.HasOne(delivery => delivery.Event).WithMany().HasForeignKey(delivery => delivery.EventSeq).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(table => table.HasCheckConstraint("ck_deliveries_failures", "failures >= 0"));
    }
}
