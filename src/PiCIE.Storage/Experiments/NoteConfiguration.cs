using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Experiments;

internal sealed class NoteConfiguration : IEntityTypeConfiguration<Note>
{
    public void Configure(EntityTypeBuilder<Note> builder)
    {
        builder.Property(note => note.Id).ValueGeneratedNever();
        builder.Property(note => note.Person).HasMaxLength(200);
        builder.HasOne<Experiment>().WithMany().HasForeignKey(note => note.ExperimentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Run>().WithMany().HasForeignKey(note => note.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(note => note.ExperimentId).HasDatabaseName("ix_notes_experiment_id");
        builder.HasIndex(note => note.RunId).HasDatabaseName("ix_notes_run_id");
        builder.ToTable("notes");
    }
}
