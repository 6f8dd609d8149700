using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Experiments.People;
using PiCIE.Storage.Columns;

namespace PiCIE.Storage.DataSets;

internal sealed class DataSetConfiguration : IEntityTypeConfiguration<DataSet>
{
    public void Configure(EntityTypeBuilder<DataSet> builder)
    {
        builder.Property(dataSet => dataSet.Id).ValueGeneratedNever();
        builder.Property(dataSet => dataSet.Name).HasMaxLength(200);
        builder.Property(dataSet => dataSet.Fingerprint).HasMaxLength(64);
        builder.Property(dataSet => dataSet.Show).HasConversion<EnumText<PhotographAudience>>().HasMaxLength(EnumText<PhotographAudience>.Length);
        builder.ToTable("data_sets", table => table.HasCheckConstraint("ck_data_sets_show", EnumText<PhotographAudience>.Check("show")));
        builder.HasIndex(dataSet => dataSet.Name).IsUnique().HasDatabaseName("ux_data_sets_name");
    }
}
