using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Submitting;

internal sealed class IdempotencyKeyConfiguration : IEntityTypeConfiguration<IdempotencyKey>
{
    public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
    {
        builder.HasKey(row => new { row.Person, row.Key });
        builder.Property(row => row.Person).HasMaxLength(200);
        builder.Property(row => row.Key).HasMaxLength(200);
        builder.Property(row => row.Sha256).HasMaxLength(64);
        builder.HasIndex(row => row.CreatedAt).HasDatabaseName("ix_idempotency_keys_created_at");
    }
}
