using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Experiments;

internal sealed class RunTagConfiguration : IEntityTypeConfiguration<RunTag>
{
    public void Configure(EntityTypeBuilder<RunTag> builder)
    {
        builder.HasKey(tagged => new { tagged.RunId, tagged.Tag });
        builder.Property(tagged => tagged.Tag).HasMaxLength(100);
        builder.HasOne<Run>().WithMany().HasForeignKey(tagged => tagged.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(tagged => new { tagged.Tag, tagged.RunId }).HasDatabaseName("ix_run_tags_tag");
    }
}
