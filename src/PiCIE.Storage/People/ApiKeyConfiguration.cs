using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.People;

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.Property(key => key.Person).HasMaxLength(200);
        builder.Property(key => key.Sha256).HasMaxLength(64);
        builder.Property(key => key.Ending).HasMaxLength(8);
        builder.Property(key => key.CreatedBy).HasMaxLength(200);
        builder.HasOne<User>().WithMany().HasForeignKey(key => key.Person).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(key => key.Sha256).IsUnique().HasDatabaseName("ux_api_keys_sha256");
        builder.HasIndex(key => key.Person).HasDatabaseName("ix_api_keys_person");
        builder.ToTable("api_keys");
    }
}
