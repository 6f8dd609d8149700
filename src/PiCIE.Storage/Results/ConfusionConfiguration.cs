using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Results;

internal sealed class ConfusionConfiguration : IEntityTypeConfiguration<Confusion>
{
    public void Configure(EntityTypeBuilder<Confusion> builder)
    {
        builder.HasKey(confusion => new { confusion.ResultId, confusion.Repeat });
        builder.HasOne<EvaluationResult>().WithMany().HasForeignKey(confusion => confusion.ResultId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable(table => table.HasCheckConstraint("ck_confusions_shape", "repeat >= 1 and classes >= 1 and clusters >= 1"));
    }
}
