using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Storage.Columns;

namespace PiCIE.Storage.Experiments;

internal sealed class SpecRevisionConfiguration : IEntityTypeConfiguration<SpecRevision>
{
    public void Configure(EntityTypeBuilder<SpecRevision> builder)
    {
        builder.Property(revision => revision.Overrides).IsJson();
        builder.Property(revision => revision.Id).ValueGeneratedNever();
        builder.Property(revision => revision.Sha256).HasMaxLength(64);
        builder.HasOne<Experiment>().WithMany().HasForeignKey(revision => revision.ExperimentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(revision => new { revision.ExperimentId, revision.Number })
            .IsUnique().HasDatabaseName("ux_spec_revisions_experiment_number");
        builder.HasIndex(revision => new { revision.ExperimentId, revision.Sha256 })
            .IsUnique().HasDatabaseName("ux_spec_revisions_experiment_sha256");
    }
}
