using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Artifacts;

internal sealed class ArtifactFileConfiguration : IEntityTypeConfiguration<ArtifactFile>
{
    public void Configure(EntityTypeBuilder<ArtifactFile> builder)
    {
        builder.HasKey(file => new { file.ArtifactId, file.Name });
        builder.Property(file => file.Name).HasMaxLength(1000);
        builder.Property(file => file.Sha256).HasMaxLength(64);
        builder.HasOne<Artifact>().WithMany().HasForeignKey(file => file.ArtifactId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(table => table.HasCheckConstraint("ck_artifact_files_bytes", "bytes >= 0"));
    }
}
