using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Experiments;

internal sealed class ExperimentConfiguration : IEntityTypeConfiguration<Experiment>
{
    public void Configure(EntityTypeBuilder<Experiment> builder)
    {
        builder.Property(experiment => experiment.Id).ValueGeneratedNever();
        builder.Property(experiment => experiment.Person).HasMaxLength(200);
        builder.Property(experiment => experiment.Name).HasMaxLength(200);
        builder.HasIndex(experiment => new { experiment.Person, experiment.Name })
            .IsUnique().HasDatabaseName("ux_experiments_person_name");
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_experiments_priority", "priority between -100 and 100");
            table.HasCheckConstraint("ck_experiments_max_concurrent", "max_concurrent >= 1");
            table.HasCheckConstraint("ck_experiments_pause", "not pause_now or paused_at is not null");
        });
    }
}
