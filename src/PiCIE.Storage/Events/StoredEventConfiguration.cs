using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Storage.Columns;

namespace PiCIE.Storage.Events;

internal sealed class StoredEventConfiguration : IEntityTypeConfiguration<StoredEvent>
{
    public void Configure(EntityTypeBuilder<StoredEvent> builder)
    {
        builder.Property(stored => stored.Body).IsJson();
        builder.HasKey(stored => stored.Seq);
        builder.Property(stored => stored.Seq).ValueGeneratedOnAdd();
        builder.Property(stored => stored.Type).HasMaxLength(50);
        builder.Property(stored => stored.Actor).HasMaxLength(200);
        builder.HasIndex(stored => new { stored.StageId, stored.Seq }).HasDatabaseName("ix_events_stage_seq");
        builder.HasIndex(stored => new { stored.ExperimentId, stored.Seq }).HasDatabaseName("ix_events_experiment_seq");
    }
}
