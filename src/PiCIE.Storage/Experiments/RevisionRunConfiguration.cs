using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Experiments;

internal sealed class RevisionRunConfiguration : IEntityTypeConfiguration<RevisionRun>
{
    public void Configure(EntityTypeBuilder<RevisionRun> builder)
    {
        builder.HasKey(named => new { named.RevisionId, named.RunId });
        builder.HasOne<SpecRevision>().WithMany().HasForeignKey(named => named.RevisionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Run>().WithMany().HasForeignKey(named => named.RunId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(named => named.RunId).HasDatabaseName("ix_revision_runs_run_id");
    }
}
