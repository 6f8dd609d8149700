using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.States;
using PiCIE.Storage.Columns;

namespace PiCIE.Storage.Stages;

internal sealed class AttemptConfiguration : IEntityTypeConfiguration<Attempt>
{
    public void Configure(EntityTypeBuilder<Attempt> builder)
    {
        builder.Property(attempt => attempt.Id).ValueGeneratedNever();
        builder.Property(attempt => attempt.Worker).HasMaxLength(200);
        builder.Property(attempt => attempt.Device).HasMaxLength(20);
        builder.Property(attempt => attempt.Program).HasMaxLength(100);
        builder.Property(attempt => attempt.Outcome)
            .HasConversion<EnumText<AttemptOutcome>>().HasMaxLength(EnumText<AttemptOutcome>.Length);
        builder.Property(attempt => attempt.FailureKind)
            .HasConversion<EnumText<FailureKind>>().HasMaxLength(EnumText<FailureKind>.Length);
        builder.HasOne<Stage>().WithMany().HasForeignKey(attempt => attempt.StageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(attempt => new { attempt.StageId, attempt.Number }).IsUnique().HasDatabaseName("ux_attempts_stage_number");
        builder.HasIndex(attempt => attempt.StageId)
            .IsUnique().HasFilter("ended_at is null").HasDatabaseName("ux_attempts_one_open_a_stage");
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("ck_attempts_number", "number >= 1");
            table.HasCheckConstraint("ck_attempts_outcome", EnumText<AttemptOutcome>.Check("outcome"));
            table.HasCheckConstraint("ck_attempts_failure_kind", EnumText<FailureKind>.Check("failure_kind"));
            table.HasCheckConstraint("ck_attempts_ended_has_outcome", "(ended_at is null) = (outcome is null)");
            table.HasCheckConstraint("ck_attempts_failed_has_kind", "outcome <> 'failed' or failure_kind is not null");
            table.HasCheckConstraint("ck_attempts_resumed", "(resumed_from_attempt is null) = (resumed_from_batch is null)");
        });
    }
}
