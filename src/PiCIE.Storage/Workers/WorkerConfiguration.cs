using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Workers;

internal sealed class WorkerConfiguration : IEntityTypeConfiguration<Worker>
{
    public void Configure(EntityTypeBuilder<Worker> builder)
    {
        builder.Property(worker => worker.Id).ValueGeneratedNever();
        builder.Property(worker => worker.Host).HasMaxLength(200);
        builder.Property(worker => worker.SchemaVersion).HasMaxLength(150);
        builder.HasIndex(worker => worker.HeartbeatAt).HasFilter("ended_at is null").HasDatabaseName("ix_workers_alive");
        builder.ToTable("workers", table => table.HasCheckConstraint("ck_workers_breaker", "(breaker_reason is null) = (breaker_opened_at is null)"));
    }
}
