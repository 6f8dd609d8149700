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
    }
}
