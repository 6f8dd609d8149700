using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Events;

internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.Property(delivery => delivery.Id).ValueGeneratedNever();
        builder.Property(delivery => delivery.Handler).HasMaxLength(100);
        builder.HasOne<StoredEvent>().WithMany().HasForeignKey(delivery => delivery.EventId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(delivery => new { delivery.EventId, delivery.Handler })
            .IsUnique().HasDatabaseName("ux_deliveries_event_handler");
        builder.ToTable(table => table.HasCheckConstraint("ck_deliveries_failures", "failures >= 0"));
    }
}
