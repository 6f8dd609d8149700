using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.DataSets;

internal sealed class DataFileConfiguration : IEntityTypeConfiguration<DataFile>
{
    public void Configure(EntityTypeBuilder<DataFile> builder)
    {
        builder.HasKey(file => new { file.DataSetId, file.Name });
        builder.Property(file => file.Name).HasMaxLength(1000);
        builder.Property(file => file.Sha256).HasMaxLength(64);
        builder.HasOne<DataSet>().WithMany().HasForeignKey(file => file.DataSetId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable("data_files", table => table.HasCheckConstraint("ck_data_files_bytes", "bytes >= 0"));
    }
}
