using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Experiments;

internal sealed class RunGroupConfiguration : IEntityTypeConfiguration<RunGroup>
{
    public void Configure(EntityTypeBuilder<RunGroup> builder)
    {
        builder.HasKey(group => group.GroupKey);
        builder.Property(group => group.GroupKey).HasMaxLength(64);
        builder.Property(group => group.ConfigId).HasMaxLength(64);
        builder.Property(group => group.SettingsId).HasMaxLength(64);
        builder.HasIndex(group => new { group.CreatedAt, group.GroupKey }).IsDescending().HasDatabaseName("ix_run_groups_newest");
        builder.HasIndex(group => group.SettingsId).HasDatabaseName("ix_run_groups_settings_id");
        builder.ToTable("run_groups", table => table.HasCheckConstraint("ck_run_groups_n", "n between 0 and members"));
    }
}
