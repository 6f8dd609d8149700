using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Storage.Artifacts;

namespace PiCIE.Storage.Stages;

internal sealed class AttemptInputConfiguration : IEntityTypeConfiguration<AttemptInput>
{
    public void Configure(EntityTypeBuilder<AttemptInput> builder)
    {
        builder.HasKey(read => new { read.AttemptId, read.Role });
        builder.Property(read => read.Role).HasMaxLength(100);
        builder.HasOne<Attempt>().WithMany().HasForeignKey(read => read.AttemptId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Artifact>().WithMany().HasForeignKey(read => read.ArtifactId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(read => read.ArtifactId).HasDatabaseName("ix_attempt_inputs_artifact_id");
    }
}
