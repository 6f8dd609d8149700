using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Storage.Columns;

namespace PiCIE.Storage.Workers;

internal sealed class WorkerPoolConfiguration : IEntityTypeConfiguration<WorkerPool>
{
    public void Configure(EntityTypeBuilder<WorkerPool> builder)
    {
        builder.Property(pool => pool.Kinds).IsJson();
        builder.Property(pool => pool.StageVersions).IsJson();
        builder.Property(pool => pool.Precisions).IsJson();
        builder.Property(pool => pool.DataSets).IsJson();
        builder.HasKey(pool => new { pool.WorkerId, pool.Name });
        builder.Property(pool => pool.Name).HasMaxLength(100);
        builder.Property(pool => pool.Queue).HasMaxLength(150);
        builder.Property(pool => pool.Device).HasMaxLength(20);
        builder.HasOne<Worker>().WithMany().HasForeignKey(pool => pool.WorkerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(pool => pool.Queue).IsUnique().HasDatabaseName("ux_worker_pools_queue");
        builder.ToTable("worker_pools", table => table.HasCheckConstraint("ck_worker_pools_slots", "slots >= 1 and open_slots between 0 and slots"));
    }
}
