using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Storage.Columns;

namespace PiCIE.Storage.Artifacts;

internal sealed class ArtifactConfiguration : IEntityTypeConfiguration<Artifact>
{
    public void Configure(EntityTypeBuilder<Artifact> builder)
    {
        builder.Property(artifact => artifact.Output).IsJson();
        builder.Property(artifact => artifact.Id).ValueGeneratedNever();
        builder.Property(artifact => artifact.Kind).HasMaxLength(32);
        builder.Property(artifact => artifact.Key).HasMaxLength(64);
        builder.Property(artifact => artifact.ManifestSha256).HasMaxLength(64);
        builder.HasIndex(artifact => new { artifact.Kind, artifact.Key, artifact.Attempt })
            .IsUnique().HasDatabaseName("ux_artifacts_kind_key_attempt");
    }
}
