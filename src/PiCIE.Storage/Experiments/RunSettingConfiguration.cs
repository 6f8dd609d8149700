using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PiCIE.Storage.Experiments;

internal sealed class RunSettingConfiguration : IEntityTypeConfiguration<RunSetting>
{
    public void Configure(EntityTypeBuilder<RunSetting> builder)
    {
        builder.HasKey(setting => new { setting.SettingsId, setting.Key });
        builder.Property(setting => setting.SettingsId).HasMaxLength(64);
        builder.Property(setting => setting.Key).HasMaxLength(200);
        builder.Property(setting => setting.TextValue).HasMaxLength(RunSetting.MostCharacters);
        builder.HasIndex(setting => new { setting.Key, setting.NumberValue, setting.SettingsId }).HasDatabaseName("ix_run_settings_number");
        builder.HasIndex(setting => new { setting.Key, setting.TextValue, setting.SettingsId }).HasDatabaseName("ix_run_settings_text");
        builder.ToTable("run_settings", table => table.HasCheckConstraint("ck_run_settings_one_value", "(text_value is null) <> (number_value is null)"));
    }
}
