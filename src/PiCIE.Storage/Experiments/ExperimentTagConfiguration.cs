using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Experiments;

internal sealed class ExperimentTagConfiguration : IEntityTypeConfiguration<ExperimentTag>
{
    public void Configure(EntityTypeBuilder<ExperimentTag> builder)
    {
        builder.ToTable("tags");
        builder.HasKey(tagged => new { tagged.ExperimentId, tagged.Tag });
        builder.Property(tagged => tagged.Tag).HasMaxLength(100);
        builder.HasOne<Experiment>().WithMany().HasForeignKey(tagged => tagged.ExperimentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(tagged => tagged.Tag).HasDatabaseName("ix_tags_tag");
    }
}
