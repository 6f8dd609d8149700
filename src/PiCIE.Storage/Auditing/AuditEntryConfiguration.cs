using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Auditing;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.Person).HasMaxLength(200);
        builder.Property(entry => entry.Act).HasMaxLength(50);
        builder.Property(entry => entry.Subject).HasMaxLength(Author.LongestSubject);
        builder.Property(entry => entry.Address).HasMaxLength(64);
        builder.Property(entry => entry.Refusal).HasMaxLength(50);
        builder.HasIndex(entry => new { entry.At, entry.Id }).HasDatabaseName("ix_audit_entries_at");
        builder.HasIndex(entry => entry.Person).HasDatabaseName("ix_audit_entries_person");
        builder.ToTable("audit_entries");
    }
}
