using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Stages;

internal sealed class CheckpointConfiguration : IEntityTypeConfiguration<Checkpoint>
{
    public void Configure(EntityTypeBuilder<Checkpoint> builder)
    {
        builder.HasKey(checkpoint => new { checkpoint.StageId, checkpoint.Attempt, checkpoint.Epoch });
        builder.Property(checkpoint => checkpoint.DeviceKind).HasMaxLength(20);
        builder.Property(checkpoint => checkpoint.ManifestSha256).HasMaxLength(64);
        builder.HasOne<Stage>().WithMany().HasForeignKey(checkpoint => checkpoint.StageId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable("checkpoints", table => table.HasCheckConstraint("ck_checkpoints_epoch", "epoch >= 0 and attempt >= 1"));
    }
}
