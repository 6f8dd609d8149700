using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Experiments;

internal sealed class FollowerConfiguration : IEntityTypeConfiguration<Follower>
{
    public void Configure(EntityTypeBuilder<Follower> builder)
    {
        builder.Property(follower => follower.Id).ValueGeneratedNever();
        builder.HasOne<SpecRevision>().WithMany().HasForeignKey(follower => follower.RevisionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(follower => follower.RevisionId).HasDatabaseName("ix_followers_revision_id");
        builder.ToTable("followers");
    }
}
