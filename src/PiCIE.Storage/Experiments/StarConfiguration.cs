using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Experiments;

internal sealed class StarConfiguration : IEntityTypeConfiguration<Star>
{
    public void Configure(EntityTypeBuilder<Star> builder)
    {
        builder.HasKey(star => new { star.Person, star.RunId });
        builder.Property(star => star.Person).HasMaxLength(200);
        builder.HasOne<Run>().WithMany().HasForeignKey(star => star.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(star => star.RunId).HasDatabaseName("ix_stars_run_id");
        builder.ToTable("stars");
    }
}
