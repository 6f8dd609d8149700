using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.DataSets;

internal sealed class DataSetPathConfiguration : IEntityTypeConfiguration<DataSetPath>
{
    public void Configure(EntityTypeBuilder<DataSetPath> builder)
    {
        builder.HasKey(place => new { place.DataSetId, place.Path });
        builder.HasOne<DataSet>().WithMany().HasForeignKey(place => place.DataSetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(place => place.Path).HasDatabaseName("ix_data_set_paths_path");
    }
}
