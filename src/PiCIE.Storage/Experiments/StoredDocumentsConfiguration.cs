using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Storage.Columns;

namespace PiCIE.Storage.Experiments;

internal sealed class StoredDocumentsConfiguration : IEntityTypeConfiguration<StoredDocuments>
{
    public void Configure(EntityTypeBuilder<StoredDocuments> builder)
    {
        builder.Property(documents => documents.Settings).IsJson();
        builder.Property(documents => documents.Protocol).IsJson();
        builder.HasKey(documents => documents.RunId);
        builder.HasOne<Run>().WithOne().HasForeignKey<StoredDocuments>(documents => documents.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.ToTable("run_documents");
    }
}
