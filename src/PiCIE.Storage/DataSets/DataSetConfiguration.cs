using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.DataSets;

internal sealed class DataSetConfiguration : IEntityTypeConfiguration<DataSet>
{
    public void Configure(EntityTypeBuilder<DataSet> builder)
    {
        builder.Property(dataSet => dataSet.Id).ValueGeneratedNever();
        builder.Property(dataSet => dataSet.Name).HasMaxLength(200);
        builder.Property(dataSet => dataSet.Fingerprint).HasMaxLength(64);
        builder.HasIndex(dataSet => dataSet.Name).IsUnique().HasDatabaseName("ux_data_sets_name");
    }
}
