using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PiCIE.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "artifacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    manifest_sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    output = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 28, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_artifacts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_sets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    path = table.Column<string>(type: "TEXT", nullable: false),
                    file_hashes = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 28, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_sets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<string>(type: "TEXT", maxLength: 28, nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    experiment_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    run_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    stage_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "experiments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    task = table.Column<string>(type: "TEXT", nullable: false),
                    data = table.Column<string>(type: "TEXT", nullable: false),
                    current_revision = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 28, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_experiments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "artifact_files",
                columns: table => new
                {
                    artifact_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_artifact_files", x => new { x.artifact_id, x.name });
                    table.CheckConstraint("ck_artifact_files_bytes", "bytes >= 0");
                    table.ForeignKey(
                        name: "fk_artifact_files_artifacts_artifact_id",
                        column: x => x.artifact_id,
                        principalTable: "artifacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "results",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    artifact_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    split = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    epoch = table.Column<int>(type: "INTEGER", nullable: true),
                    protocol = table.Column<string>(type: "TEXT", nullable: false),
                    accuracy = table.Column<double>(type: "REAL", nullable: false),
                    mean_iou = table.Column<double>(type: "REAL", nullable: false),
                    figures = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_results", x => x.id);
                    table.CheckConstraint("ck_results_percent", "accuracy between 0 and 100 and mean_iou between 0 and 100");
                    table.ForeignKey(
                        name: "fk_results_artifacts_artifact_id",
                        column: x => x.artifact_id,
                        principalTable: "artifacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    settings = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    queue = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    device = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    threads = table.Column<int>(type: "INTEGER", nullable: true),
                    priority = table.Column<int>(type: "INTEGER", nullable: false),
                    attempt_number = table.Column<int>(type: "INTEGER", nullable: false),
                    not_before = table.Column<string>(type: "TEXT", maxLength: 28, nullable: true),
                    hangfire_job = table.Column<string>(type: "TEXT", nullable: true),
                    admitted_at = table.Column<string>(type: "TEXT", maxLength: 28, nullable: true),
                    artifact_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 28, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stages", x => x.id);
                    table.CheckConstraint("ck_stages_done_has_artifact", "state <> 'done' or artifact_id is not null");
                    table.CheckConstraint("ck_stages_kind", "kind in ('preprocess', 'train', 'cluster', 'evaluate')");
                    table.CheckConstraint("ck_stages_marks", "(hangfire_job is null) = (admitted_at is null)");
                    table.CheckConstraint("ck_stages_state", "state in ('blocked', 'ready', 'running', 'done', 'failed', 'canceled')");
                    table.ForeignKey(
                        name: "fk_stages_artifacts_artifact_id",
                        column: x => x.artifact_id,
                        principalTable: "artifacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    event_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    handler = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    not_before = table.Column<string>(type: "TEXT", maxLength: 28, nullable: true),
                    set_aside = table.Column<bool>(type: "INTEGER", nullable: false),
                    error = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => x.id);
                    table.CheckConstraint("ck_deliveries_failures", "failures >= 0");
                    table.ForeignKey(
                        name: "fk_deliveries_events_event_id",
                        column: x => x.event_id,
                        principalTable: "events",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    experiment_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    identity = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    config_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    train_seed = table.Column<long>(type: "INTEGER", nullable: false),
                    cluster_seed = table.Column<long>(type: "INTEGER", nullable: false),
                    settings = table.Column<string>(type: "TEXT", nullable: false),
                    protocol = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 28, nullable: false),
                    ended_at = table.Column<string>(type: "TEXT", maxLength: 28, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_runs", x => x.id);
                    table.ForeignKey(
                        name: "fk_runs_experiments_experiment_id",
                        column: x => x.experiment_id,
                        principalTable: "experiments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "spec_revisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    experiment_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    overrides = table.Column<string>(type: "TEXT", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    created_at = table.Column<string>(type: "TEXT", maxLength: 28, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_spec_revisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_spec_revisions_experiments_experiment_id",
                        column: x => x.experiment_id,
                        principalTable: "experiments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "confusions",
                columns: table => new
                {
                    result_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    repeat = table.Column<int>(type: "INTEGER", nullable: false),
                    classes = table.Column<int>(type: "INTEGER", nullable: false),
                    clusters = table.Column<int>(type: "INTEGER", nullable: false),
                    counts = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_confusions", x => new { x.result_id, x.repeat });
                    table.CheckConstraint("ck_confusions_shape", "repeat >= 1 and classes >= 1 and clusters >= 1");
                    table.ForeignKey(
                        name: "fk_confusions_results_result_id",
                        column: x => x.result_id,
                        principalTable: "results",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "attempts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stage_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    worker = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    threads = table.Column<int>(type: "INTEGER", nullable: false),
                    device = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    log = table.Column<string>(type: "TEXT", nullable: true),
                    started_at = table.Column<string>(type: "TEXT", maxLength: 28, nullable: false),
                    heard_at = table.Column<string>(type: "TEXT", maxLength: 28, nullable: false),
                    ended_at = table.Column<string>(type: "TEXT", maxLength: 28, nullable: true),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    failure_kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    sentence = table.Column<string>(type: "TEXT", nullable: true),
                    hint = table.Column<string>(type: "TEXT", nullable: true),
                    detail = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attempts", x => x.id);
                    table.CheckConstraint("ck_attempts_ended_has_outcome", "(ended_at is null) = (outcome is null)");
                    table.CheckConstraint("ck_attempts_failed_has_kind", "outcome <> 'failed' or failure_kind is not null");
                    table.CheckConstraint("ck_attempts_failure_kind", "failure_kind in ('input', 'resource', 'transient', 'crash', 'lost')");
                    table.CheckConstraint("ck_attempts_number", "number >= 1");
                    table.CheckConstraint("ck_attempts_outcome", "outcome in ('succeeded', 'failed', 'interrupted', 'lost', 'canceled')");
                    table.ForeignKey(
                        name: "fk_attempts_stages_stage_id",
                        column: x => x.stage_id,
                        principalTable: "stages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "metric_series",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stage_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metric_series", x => x.id);
                    table.ForeignKey(
                        name: "fk_metric_series_stages_stage_id",
                        column: x => x.stage_id,
                        principalTable: "stages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stage_inputs",
                columns: table => new
                {
                    stage_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    source_stage_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    artifact_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    file = table.Column<string>(type: "TEXT", nullable: true),
                    path = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stage_inputs", x => new { x.stage_id, x.role });
                    table.CheckConstraint("ck_stage_inputs_one_source", "(source_stage_id is not null) + (artifact_id is not null) + (path is not null) = 1");
                    table.ForeignKey(
                        name: "fk_stage_inputs_artifacts_artifact_id",
                        column: x => x.artifact_id,
                        principalTable: "artifacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stage_inputs_stages_source_stage_id",
                        column: x => x.source_stage_id,
                        principalTable: "stages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stage_inputs_stages_stage_id",
                        column: x => x.stage_id,
                        principalTable: "stages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "run_stages",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    stage_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    reused = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_stages", x => new { x.run_id, x.stage_id });
                    table.ForeignKey(
                        name: "fk_run_stages_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_run_stages_stages_stage_id",
                        column: x => x.stage_id,
                        principalTable: "stages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "metric_points",
                columns: table => new
                {
                    series_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    step = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<double>(type: "REAL", nullable: true),
                    at = table.Column<string>(type: "TEXT", maxLength: 28, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metric_points", x => new { x.series_id, x.step });
                    table.ForeignKey(
                        name: "fk_metric_points_metric_series_series_id",
                        column: x => x.series_id,
                        principalTable: "metric_series",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ux_artifacts_kind_key_attempt",
                table: "artifacts",
                columns: new[] { "kind", "key", "attempt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_attempts_one_open_a_stage",
                table: "attempts",
                column: "stage_id",
                unique: true,
                filter: "ended_at is null");

            migrationBuilder.CreateIndex(
                name: "ux_attempts_stage_number",
                table: "attempts",
                columns: new[] { "stage_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_data_sets_path",
                table: "data_sets",
                column: "path");

            migrationBuilder.CreateIndex(
                name: "ux_data_sets_name",
                table: "data_sets",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_deliveries_event_handler",
                table: "deliveries",
                columns: new[] { "event_id", "handler" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_events_experiment_id",
                table: "events",
                column: "experiment_id");

            migrationBuilder.CreateIndex(
                name: "ix_events_stage_id",
                table: "events",
                column: "stage_id");

            migrationBuilder.CreateIndex(
                name: "ux_experiments_person_name",
                table: "experiments",
                columns: new[] { "person", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_metric_series_stage_attempt_name",
                table: "metric_series",
                columns: new[] { "stage_id", "attempt", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_results_artifact_split_epoch",
                table: "results",
                columns: new[] { "artifact_id", "split", "epoch" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_run_stages_stage_id",
                table: "run_stages",
                column: "stage_id");

            migrationBuilder.CreateIndex(
                name: "ix_runs_config_id",
                table: "runs",
                column: "config_id");

            migrationBuilder.CreateIndex(
                name: "ux_runs_experiment_identity",
                table: "runs",
                columns: new[] { "experiment_id", "identity" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_spec_revisions_experiment_number",
                table: "spec_revisions",
                columns: new[] { "experiment_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_spec_revisions_experiment_sha256",
                table: "spec_revisions",
                columns: new[] { "experiment_id", "sha256" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stage_inputs_artifact_id",
                table: "stage_inputs",
                column: "artifact_id");

            migrationBuilder.CreateIndex(
                name: "ix_stage_inputs_source_stage_id",
                table: "stage_inputs",
                column: "source_stage_id");

            migrationBuilder.CreateIndex(
                name: "ix_stages_artifact_id",
                table: "stages",
                column: "artifact_id");

            migrationBuilder.CreateIndex(
                name: "ix_stages_ready",
                table: "stages",
                columns: new[] { "queue", "priority", "created_at" },
                filter: "state = 'ready'");

            migrationBuilder.CreateIndex(
                name: "ux_stages_key",
                table: "stages",
                column: "key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "artifact_files");

            migrationBuilder.DropTable(
                name: "attempts");

            migrationBuilder.DropTable(
                name: "confusions");

            migrationBuilder.DropTable(
                name: "data_sets");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "metric_points");

            migrationBuilder.DropTable(
                name: "run_stages");

            migrationBuilder.DropTable(
                name: "spec_revisions");

            migrationBuilder.DropTable(
                name: "stage_inputs");

            migrationBuilder.DropTable(
                name: "results");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "metric_series");

            migrationBuilder.DropTable(
                name: "runs");

            migrationBuilder.DropTable(
                name: "stages");

            migrationBuilder.DropTable(
                name: "experiments");

            migrationBuilder.DropTable(
                name: "artifacts");
        }
    }
}
