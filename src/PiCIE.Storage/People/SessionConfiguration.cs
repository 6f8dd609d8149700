using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.People;

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.Sha256).HasMaxLength(64);
        builder.Property(session => session.Address).HasMaxLength(64);
        builder.HasOne<ApiKey>().WithMany().HasForeignKey(session => session.KeyId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(session => session.Sha256).IsUnique().HasDatabaseName("ux_sessions_sha256");
        builder.HasIndex(session => session.KeyId).HasDatabaseName("ix_sessions_key_id");
        builder.HasIndex(session => session.SeenAt).HasDatabaseName("ix_sessions_seen_at");
        builder.ToTable("sessions");
    }
}
