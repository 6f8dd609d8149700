using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Storage.Columns;

namespace PiCIE.Storage.DataSets;

internal sealed class DataSetPathConfiguration : IEntityTypeConfiguration<DataSetPath>
{
    public void Configure(EntityTypeBuilder<DataSetPath> builder)
    {
        builder.Property(place => place.FileHashes).IsJson();
        builder.HasKey(place => new { place.DataSetId, place.Path });
        builder.HasOne<DataSet>().WithMany().HasForeignKey(place => place.DataSetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(place => place.Path).HasDatabaseName("ix_data_set_paths_path");
    }
}
