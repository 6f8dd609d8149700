using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Experiments;

internal sealed class RunSettingConfiguration : IEntityTypeConfiguration<RunSetting>
{
    public void Configure(EntityTypeBuilder<RunSetting> builder)
    {
        builder.HasKey(setting => new { setting.RunId, setting.Key });
        builder.Property(setting => setting.Key).HasMaxLength(200);
        builder.HasOne<Run>().WithMany().HasForeignKey(setting => setting.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(setting => new { setting.Key, setting.NumberValue, setting.RunId }).HasDatabaseName("ix_run_settings_number");
        builder.HasIndex(setting => new { setting.Key, setting.TextValue, setting.RunId }).HasDatabaseName("ix_run_settings_text");
        builder.ToTable("run_settings", table => table.HasCheckConstraint("ck_run_settings_one_value", "(text_value is null) <> (number_value is null)"));
    }
}
