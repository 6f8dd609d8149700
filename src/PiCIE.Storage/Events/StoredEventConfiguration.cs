using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Events;

internal sealed class StoredEventConfiguration : IEntityTypeConfiguration<StoredEvent>
{
    public void Configure(EntityTypeBuilder<StoredEvent> builder)
    {
        builder.Property(stored => stored.Id).ValueGeneratedNever();
        builder.Property(stored => stored.Type).HasMaxLength(50);
        builder.HasIndex(stored => stored.StageId).HasDatabaseName("ix_events_stage_id");
        builder.HasIndex(stored => stored.ExperimentId).HasDatabaseName("ix_events_experiment_id");
    }
}
