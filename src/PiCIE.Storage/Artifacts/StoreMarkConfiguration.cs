using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Artifacts;

internal sealed class StoreMarkConfiguration : IEntityTypeConfiguration<StoreMark>
{
    public void Configure(EntityTypeBuilder<StoreMark> builder)
    {
        builder.Property(mark => mark.Id).ValueGeneratedNever();
        builder.ToTable("store_marks");
    }
}
