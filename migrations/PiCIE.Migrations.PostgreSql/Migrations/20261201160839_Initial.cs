using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PiCIE.Migrations.PostgreSql.Migrations
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
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    manifest_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    output = table.Column<string>(type: "json", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_artifacts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    act = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    subject = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    refusal = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_sets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    show = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_sets", x => x.id);
                    table.CheckConstraint("ck_data_sets_show", "show in ('everyone', 'operators', 'nobody')");
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    seq = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    type = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    body = table.Column<string>(type: "json", nullable: false),
                    actor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    transaction_id = table.Column<long>(type: "bigint", nullable: true, defaultValueSql: "pg_current_xact_id()::text::bigint"),
                    experiment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    run_id = table.Column<Guid>(type: "uuid", nullable: true),
                    stage_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_events", x => x.seq);
                });

            migrationBuilder.CreateTable(
                name: "experiments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    task = table.Column<string>(type: "text", nullable: false),
                    data = table.Column<string>(type: "text", nullable: false),
                    current_revision = table.Column<int>(type: "integer", nullable: false),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    max_concurrent = table.Column<int>(type: "integer", nullable: true),
                    baseline_run_id = table.Column<Guid>(type: "uuid", nullable: true),
                    paused_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    pause_now = table.Column<bool>(type: "boolean", nullable: false),
                    archived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_experiments", x => x.id);
                    table.CheckConstraint("ck_experiments_max_concurrent", "max_concurrent >= 1");
                    table.CheckConstraint("ck_experiments_pause", "not pause_now or paused_at is not null");
                    table.CheckConstraint("ck_experiments_priority", "priority between -100 and 100");
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    person = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_keys", x => new { x.person, x.key });
                });

            migrationBuilder.CreateTable(
                name: "limits",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    person = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_limits", x => new { x.name, x.person });
                });

            migrationBuilder.CreateTable(
                name: "run_groups",
                columns: table => new
                {
                    group_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    config_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    settings_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    n = table.Column<int>(type: "integer", nullable: false),
                    members = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_groups", x => x.group_key);
                    table.CheckConstraint("ck_run_groups_n", "n between 0 and members");
                });

            migrationBuilder.CreateTable(
                name: "run_settings",
                columns: table => new
                {
                    settings_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    text_value = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    number_value = table.Column<double>(type: "double precision", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_settings", x => new { x.settings_id, x.key });
                    table.CheckConstraint("ck_run_settings_one_value", "(text_value is null) <> (number_value is null)");
                });

            migrationBuilder.CreateTable(
                name: "store_marks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_marks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "usage",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    device_kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    seconds = table.Column<double>(type: "double precision", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_usage", x => x.id);
                    table.CheckConstraint("ck_usage_seconds", "seconds >= 0");
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    role = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.name);
                    table.CheckConstraint("ck_users_role", "role in ('viewer', 'operator', 'admin')");
                });

            migrationBuilder.CreateTable(
                name: "workers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    host = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    pid = table.Column<int>(type: "integer", nullable: false),
                    process_started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    home = table.Column<string>(type: "text", nullable: true),
                    processor = table.Column<string>(type: "text", nullable: true),
                    schema_version = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    heartbeat_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    draining = table.Column<bool>(type: "boolean", nullable: false),
                    breaker_reason = table.Column<string>(type: "text", nullable: true),
                    breaker_opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workers", x => x.id);
                    table.CheckConstraint("ck_workers_breaker", "(breaker_reason is null) = (breaker_opened_at is null)");
                });

            migrationBuilder.CreateTable(
                name: "artifact_files",
                columns: table => new
                {
                    artifact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
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
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    artifact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    split = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    epoch = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    protocol = table.Column<string>(type: "json", nullable: false),
                    accuracy = table.Column<double>(type: "double precision", nullable: false),
                    mean_iou = table.Column<double>(type: "double precision", nullable: false),
                    figures = table.Column<string>(type: "json", nullable: false)
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
                name: "data_files",
                columns: table => new
                {
                    data_set_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_files", x => new { x.data_set_id, x.name });
                    table.CheckConstraint("ck_data_files_bytes", "bytes >= 0");
                    table.ForeignKey(
                        name: "fk_data_files_data_sets_data_set_id",
                        column: x => x.data_set_id,
                        principalTable: "data_sets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "data_set_paths",
                columns: table => new
                {
                    data_set_id = table.Column<Guid>(type: "uuid", nullable: false),
                    path = table.Column<string>(type: "text", nullable: false),
                    file_hashes = table.Column<string>(type: "json", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_set_paths", x => new { x.data_set_id, x.path });
                    table.ForeignKey(
                        name: "fk_data_set_paths_data_sets_data_set_id",
                        column: x => x.data_set_id,
                        principalTable: "data_sets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    event_seq = table.Column<long>(type: "bigint", nullable: false),
                    handler = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    set_aside = table.Column<bool>(type: "boolean", nullable: false),
                    error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => new { x.event_seq, x.handler });
                    table.CheckConstraint("ck_deliveries_failures", "failures >= 0");
                    table.ForeignKey(
                        name: "fk_deliveries_events_event_seq",
                        column: x => x.event_seq,
                        principalTable: "events",
                        principalColumn: "seq",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    experiment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    display_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    identity = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    config_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    settings_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    group_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    member_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    train_seed = table.Column<long>(type: "bigint", nullable: false),
                    cluster_seed = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    stage_count = table.Column<int>(type: "integer", nullable: false),
                    done_stage_count = table.Column<int>(type: "integer", nullable: false),
                    headline_split = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    accuracy = table.Column<double>(type: "double precision", nullable: true),
                    mean_iou = table.Column<double>(type: "double precision", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    canceled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    superseded_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    archived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_runs", x => x.id);
                    table.CheckConstraint("ck_runs_done_stage_count", "done_stage_count between 0 and stage_count");
                    table.CheckConstraint("ck_runs_ended", "(ended_at is not null) = (status in ('done', 'failed', 'canceled'))");
                    table.CheckConstraint("ck_runs_status", "status in ('waiting', 'running', 'done', 'failed', 'canceled')");
                    table.ForeignKey(
                        name: "fk_runs_experiments_experiment_id",
                        column: x => x.experiment_id,
                        principalTable: "experiments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_runs_runs_superseded_by_id",
                        column: x => x.superseded_by_id,
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "spec_revisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    experiment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    overrides = table.Column<string>(type: "json", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
                name: "stages",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    settings = table.Column<string>(type: "json", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    needs = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    device = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    threads = table.Column<int>(type: "integer", nullable: true),
                    batch_size = table.Column<int>(type: "integer", nullable: true),
                    likeness = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    work = table.Column<double>(type: "double precision", nullable: false),
                    room = table.Column<double>(type: "double precision", nullable: false),
                    wanted_priority = table.Column<int>(type: "integer", nullable: false),
                    attempt_number = table.Column<int>(type: "integer", nullable: false),
                    tries_from = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    offer = table.Column<int>(type: "integer", nullable: false),
                    offered_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    pool = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: true),
                    last_pool = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: true),
                    charged_experiment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    worker = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    artifact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stages", x => x.id);
                    table.CheckConstraint("ck_stages_done_has_artifact", "state <> 'done' or artifact_id is not null");
                    table.CheckConstraint("ck_stages_kind", "kind in ('preprocess', 'train', 'cluster', 'evaluate')");
                    table.CheckConstraint("ck_stages_lease", "state = 'running' or (worker is null and lease_until is null)");
                    table.CheckConstraint("ck_stages_offer", "offered_until is null or (state = 'ready' and pool is not null)");
                    table.CheckConstraint("ck_stages_pool", "pool is null or offered_until is not null or state = 'running'");
                    table.CheckConstraint("ck_stages_state", "state in ('blocked', 'ready', 'running', 'done', 'failed', 'canceled')");
                    table.ForeignKey(
                        name: "fk_stages_artifacts_artifact_id",
                        column: x => x.artifact_id,
                        principalTable: "artifacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stages_experiments_charged_experiment_id",
                        column: x => x.charged_experiment_id,
                        principalTable: "experiments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tags",
                columns: table => new
                {
                    experiment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tag = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tags", x => new { x.experiment_id, x.tag });
                    table.ForeignKey(
                        name: "fk_tags_experiments_experiment_id",
                        column: x => x.experiment_id,
                        principalTable: "experiments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "group_metrics",
                columns: table => new
                {
                    group_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    n = table.Column<int>(type: "integer", nullable: false),
                    mean = table.Column<double>(type: "double precision", nullable: false),
                    m2 = table.Column<double>(type: "double precision", nullable: false),
                    min = table.Column<double>(type: "double precision", nullable: false),
                    max = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_group_metrics", x => new { x.group_key, x.key });
                    table.CheckConstraint("ck_group_metrics_n", "n >= 1");
                    table.ForeignKey(
                        name: "fk_group_metrics_run_groups_group_key",
                        column: x => x.group_key,
                        principalTable: "run_groups",
                        principalColumn: "group_key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ending = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => x.id);
                    table.ForeignKey(
                        name: "fk_api_keys_users_person",
                        column: x => x.person,
                        principalTable: "users",
                        principalColumn: "name",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "devices",
                columns: table => new
                {
                    worker_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    uuid = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    model = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    memory_bytes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_devices", x => new { x.worker_id, x.name });
                    table.ForeignKey(
                        name: "fk_devices_workers_worker_id",
                        column: x => x.worker_id,
                        principalTable: "workers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "worker_pools",
                columns: table => new
                {
                    worker_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    queue = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    kinds = table.Column<string>(type: "json", nullable: false),
                    device = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    stage_versions = table.Column<string>(type: "json", nullable: false),
                    precisions = table.Column<string>(type: "json", nullable: false),
                    data_sets = table.Column<string>(type: "json", nullable: false),
                    slots = table.Column<int>(type: "integer", nullable: false),
                    open_slots = table.Column<int>(type: "integer", nullable: false),
                    lost_offers = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_worker_pools", x => new { x.worker_id, x.name });
                    table.CheckConstraint("ck_worker_pools_slots", "slots >= 1 and open_slots between 0 and slots");
                    table.ForeignKey(
                        name: "fk_worker_pools_workers_worker_id",
                        column: x => x.worker_id,
                        principalTable: "workers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "confusions",
                columns: table => new
                {
                    result_id = table.Column<Guid>(type: "uuid", nullable: false),
                    repeat = table.Column<int>(type: "integer", nullable: false),
                    classes = table.Column<int>(type: "integer", nullable: false),
                    clusters = table.Column<int>(type: "integer", nullable: false),
                    counts = table.Column<byte[]>(type: "bytea", nullable: false)
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
                name: "notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    experiment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_notes_experiments_experiment_id",
                        column: x => x.experiment_id,
                        principalTable: "experiments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_notes_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "run_documents",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    settings = table.Column<string>(type: "json", nullable: false),
                    protocol = table.Column<string>(type: "json", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_documents", x => x.run_id);
                    table.ForeignKey(
                        name: "fk_run_documents_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "run_metric_gaps",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_metric_gaps", x => new { x.run_id, x.key });
                    table.ForeignKey(
                        name: "fk_run_metric_gaps_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "run_metrics",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_metrics", x => new { x.run_id, x.key });
                    table.ForeignKey(
                        name: "fk_run_metrics_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "run_tags",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tag = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_tags", x => new { x.run_id, x.tag });
                    table.ForeignKey(
                        name: "fk_run_tags_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stars",
                columns: table => new
                {
                    person = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stars", x => new { x.person, x.run_id });
                    table.ForeignKey(
                        name: "fk_stars_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "followers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_followers", x => x.id);
                    table.ForeignKey(
                        name: "fk_followers_spec_revisions_revision_id",
                        column: x => x.revision_id,
                        principalTable: "spec_revisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "revision_runs",
                columns: table => new
                {
                    revision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_revision_runs", x => new { x.revision_id, x.run_id });
                    table.ForeignKey(
                        name: "fk_revision_runs_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_revision_runs_spec_revisions_revision_id",
                        column: x => x.revision_id,
                        principalTable: "spec_revisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "attempts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    stage_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    worker = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    pid = table.Column<int>(type: "integer", nullable: true),
                    process_started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    threads = table.Column<int>(type: "integer", nullable: false),
                    batch_size = table.Column<int>(type: "integer", nullable: true),
                    device = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    device_seconds = table.Column<double>(type: "double precision", nullable: true),
                    processor = table.Column<string>(type: "text", nullable: true),
                    program = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    peak_memory_bytes = table.Column<long>(type: "bigint", nullable: true),
                    resumed_from_attempt = table.Column<int>(type: "integer", nullable: true),
                    resumed_from_batch = table.Column<long>(type: "bigint", nullable: true),
                    kept_home = table.Column<string>(type: "text", nullable: true),
                    log = table.Column<string>(type: "text", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    heartbeat_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    failure_kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    sentence = table.Column<string>(type: "text", nullable: true),
                    hint = table.Column<string>(type: "text", nullable: true),
                    detail = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attempts", x => x.id);
                    table.CheckConstraint("ck_attempts_ended_has_outcome", "(ended_at is null) = (outcome is null)");
                    table.CheckConstraint("ck_attempts_failed_has_kind", "outcome <> 'failed' or failure_kind is not null");
                    table.CheckConstraint("ck_attempts_failure_kind", "failure_kind in ('input', 'resource', 'transient', 'crash', 'lost', 'environment')");
                    table.CheckConstraint("ck_attempts_number", "number >= 1");
                    table.CheckConstraint("ck_attempts_outcome", "outcome in ('succeeded', 'failed', 'interrupted', 'lost', 'canceled')");
                    table.CheckConstraint("ck_attempts_resumed", "(resumed_from_attempt is null) = (resumed_from_batch is null)");
                    table.ForeignKey(
                        name: "fk_attempts_stages_stage_id",
                        column: x => x.stage_id,
                        principalTable: "stages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "checkpoints",
                columns: table => new
                {
                    stage_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    epoch = table.Column<int>(type: "integer", nullable: false),
                    batch_sequence = table.Column<long>(type: "bigint", nullable: false),
                    threads = table.Column<int>(type: "integer", nullable: false),
                    device_kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    manifest_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_checkpoints", x => new { x.stage_id, x.attempt, x.epoch });
                    table.CheckConstraint("ck_checkpoints_epoch", "epoch >= 0 and attempt >= 1");
                    table.ForeignKey(
                        name: "fk_checkpoints_stages_stage_id",
                        column: x => x.stage_id,
                        principalTable: "stages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "metric_batches",
                columns: table => new
                {
                    stage_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    points = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metric_batches", x => new { x.stage_id, x.attempt, x.sequence });
                    table.CheckConstraint("ck_metric_batches_sequence", "sequence >= 1");
                    table.ForeignKey(
                        name: "fk_metric_batches_stages_stage_id",
                        column: x => x.stage_id,
                        principalTable: "stages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "metric_series",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    stage_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    has_levels = table.Column<bool>(type: "boolean", nullable: false)
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
                name: "run_stages",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stage_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    is_last = table.Column<bool>(type: "boolean", nullable: false),
                    reused = table.Column<bool>(type: "boolean", nullable: false)
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
                name: "stage_inputs",
                columns: table => new
                {
                    stage_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    source_stage_id = table.Column<Guid>(type: "uuid", nullable: true),
                    artifact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    file = table.Column<string>(type: "text", nullable: true),
                    data_set_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stage_inputs", x => new { x.stage_id, x.role });
                    table.CheckConstraint("ck_stage_inputs_one_source", "(case when source_stage_id is null then 0 else 1 end) + (case when artifact_id is null then 0 else 1 end)\n+ (case when data_set_id is null then 0 else 1 end) = 1");
                    table.ForeignKey(
                        name: "fk_stage_inputs_artifacts_artifact_id",
                        column: x => x.artifact_id,
                        principalTable: "artifacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stage_inputs_data_sets_data_set_id",
                        column: x => x.data_set_id,
                        principalTable: "data_sets",
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
                name: "stage_wanters",
                columns: table => new
                {
                    stage_id = table.Column<Guid>(type: "uuid", nullable: false),
                    experiment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    needs = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ready = table.Column<bool>(type: "boolean", nullable: false),
                    age = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stage_wanters", x => new { x.stage_id, x.experiment_id });
                    table.ForeignKey(
                        name: "fk_stage_wanters_experiments_experiment_id",
                        column: x => x.experiment_id,
                        principalTable: "experiments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stage_wanters_stages_stage_id",
                        column: x => x.stage_id,
                        principalTable: "stages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    key_id = table.Column<Guid>(type: "uuid", nullable: false),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_sessions_api_keys_key_id",
                        column: x => x.key_id,
                        principalTable: "api_keys",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "attempt_inputs",
                columns: table => new
                {
                    attempt_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    artifact_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attempt_inputs", x => new { x.attempt_id, x.role });
                    table.ForeignKey(
                        name: "fk_attempt_inputs_artifacts_artifact_id",
                        column: x => x.artifact_id,
                        principalTable: "artifacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_attempt_inputs_attempts_attempt_id",
                        column: x => x.attempt_id,
                        principalTable: "attempts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "metric_levels",
                columns: table => new
                {
                    series_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    block = table.Column<long>(type: "bigint", nullable: false),
                    points = table.Column<long>(type: "bigint", nullable: false),
                    numbers = table.Column<long>(type: "bigint", nullable: false),
                    least = table.Column<double>(type: "double precision", nullable: true),
                    greatest = table.Column<double>(type: "double precision", nullable: true),
                    total = table.Column<double>(type: "double precision", nullable: false),
                    not_numbers = table.Column<long>(type: "bigint", nullable: false),
                    positive_infinities = table.Column<long>(type: "bigint", nullable: false),
                    negative_infinities = table.Column<long>(type: "bigint", nullable: false),
                    first_batch = table.Column<long>(type: "bigint", nullable: false),
                    last_batch = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_metric_levels", x => new { x.series_id, x.level, x.block });
                    table.CheckConstraint("ck_metric_levels_points", "points = numbers + not_numbers + positive_infinities + negative_infinities");
                    table.ForeignKey(
                        name: "fk_metric_levels_metric_series_series_id",
                        column: x => x.series_id,
                        principalTable: "metric_series",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "metric_points",
                columns: table => new
                {
                    series_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step = table.Column<long>(type: "bigint", nullable: false),
                    value = table.Column<double>(type: "double precision", nullable: true),
                    batch_sequence = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
                name: "ix_api_keys_person",
                table: "api_keys",
                column: "person");

            migrationBuilder.CreateIndex(
                name: "ux_api_keys_sha256",
                table: "api_keys",
                column: "sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_artifacts_kind_key_attempt",
                table: "artifacts",
                columns: new[] { "kind", "key", "attempt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_attempt_inputs_artifact_id",
                table: "attempt_inputs",
                column: "artifact_id");

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
                name: "ix_audit_entries_at",
                table: "audit_entries",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_person",
                table: "audit_entries",
                column: "person");

            migrationBuilder.CreateIndex(
                name: "ix_data_set_paths_path",
                table: "data_set_paths",
                column: "path");

            migrationBuilder.CreateIndex(
                name: "ux_data_sets_name",
                table: "data_sets",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_events_experiment_seq",
                table: "events",
                columns: new[] { "experiment_id", "seq" });

            migrationBuilder.CreateIndex(
                name: "ix_events_order",
                table: "events",
                columns: new[] { "transaction_id", "seq" });

            migrationBuilder.CreateIndex(
                name: "ix_events_stage_seq",
                table: "events",
                columns: new[] { "stage_id", "seq" });

            migrationBuilder.CreateIndex(
                name: "ux_experiments_person_name",
                table: "experiments",
                columns: new[] { "person", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_followers_revision_id",
                table: "followers",
                column: "revision_id");

            migrationBuilder.CreateIndex(
                name: "ix_group_metrics_mean",
                table: "group_metrics",
                columns: new[] { "key", "mean", "group_key" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_created_at",
                table: "idempotency_keys",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ux_metric_series_stage_attempt_name",
                table: "metric_series",
                columns: new[] { "stage_id", "attempt", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notes_experiment_id",
                table: "notes",
                column: "experiment_id");

            migrationBuilder.CreateIndex(
                name: "ix_notes_run_id",
                table: "notes",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "ux_results_artifact_split_epoch",
                table: "results",
                columns: new[] { "artifact_id", "split", "epoch" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_revision_runs_run_id",
                table: "revision_runs",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "ix_run_groups_newest",
                table: "run_groups",
                columns: new[] { "created_at", "group_key" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "ix_run_groups_settings_id",
                table: "run_groups",
                column: "settings_id");

            migrationBuilder.CreateIndex(
                name: "ix_run_metrics_value",
                table: "run_metrics",
                columns: new[] { "key", "value", "run_id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_run_settings_number",
                table: "run_settings",
                columns: new[] { "key", "number_value", "settings_id" });

            migrationBuilder.CreateIndex(
                name: "ix_run_settings_text",
                table: "run_settings",
                columns: new[] { "key", "text_value", "settings_id" });

            migrationBuilder.CreateIndex(
                name: "ix_run_stages_stage_id",
                table: "run_stages",
                column: "stage_id");

            migrationBuilder.CreateIndex(
                name: "ix_run_tags_tag",
                table: "run_tags",
                columns: new[] { "tag", "run_id" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_config_id",
                table: "runs",
                column: "config_id");

            migrationBuilder.CreateIndex(
                name: "ix_runs_experiment",
                table: "runs",
                columns: new[] { "experiment_id", "id" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "ix_runs_group_key",
                table: "runs",
                column: "group_key");

            migrationBuilder.CreateIndex(
                name: "ix_runs_listed",
                table: "runs",
                columns: new[] { "created_at", "position", "id" },
                descending: new[] { true, false, false });

            migrationBuilder.CreateIndex(
                name: "ix_runs_newest",
                table: "runs",
                columns: new[] { "created_at", "id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "ix_runs_settings_id",
                table: "runs",
                column: "settings_id");

            migrationBuilder.CreateIndex(
                name: "ix_runs_status",
                table: "runs",
                columns: new[] { "status", "id" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "ix_runs_superseded_by_id",
                table: "runs",
                column: "superseded_by_id",
                filter: "superseded_by_id is not null");

            migrationBuilder.CreateIndex(
                name: "ux_runs_experiment_identity",
                table: "runs",
                columns: new[] { "experiment_id", "identity" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_key_id",
                table: "sessions",
                column: "key_id");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_seen_at",
                table: "sessions",
                column: "seen_at");

            migrationBuilder.CreateIndex(
                name: "ux_sessions_sha256",
                table: "sessions",
                column: "sha256",
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
                name: "ix_stage_inputs_data_set_id",
                table: "stage_inputs",
                column: "data_set_id");

            migrationBuilder.CreateIndex(
                name: "ix_stage_inputs_source_stage_id",
                table: "stage_inputs",
                column: "source_stage_id");

            migrationBuilder.CreateIndex(
                name: "ix_stage_wanters_queue",
                table: "stage_wanters",
                columns: new[] { "experiment_id", "needs", "ready", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_stages_artifact_id",
                table: "stages",
                column: "artifact_id");

            migrationBuilder.CreateIndex(
                name: "ix_stages_charged",
                table: "stages",
                column: "charged_experiment_id",
                filter: "charged_experiment_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_stages_likeness",
                table: "stages",
                column: "likeness",
                filter: "state = 'done'");

            migrationBuilder.CreateIndex(
                name: "ix_stages_not_before",
                table: "stages",
                column: "not_before",
                filter: "not_before is not null");

            migrationBuilder.CreateIndex(
                name: "ix_stages_offered",
                table: "stages",
                column: "offered_until",
                filter: "offered_until is not null");

            migrationBuilder.CreateIndex(
                name: "ix_stages_pool",
                table: "stages",
                column: "pool",
                filter: "pool is not null");

            migrationBuilder.CreateIndex(
                name: "ix_stages_running",
                table: "stages",
                column: "lease_until",
                filter: "state = 'running'");

            migrationBuilder.CreateIndex(
                name: "ux_stages_key",
                table: "stages",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_stars_run_id",
                table: "stars",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "ix_tags_tag",
                table: "tags",
                column: "tag");

            migrationBuilder.CreateIndex(
                name: "ux_worker_pools_queue",
                table: "worker_pools",
                column: "queue",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workers_alive",
                table: "workers",
                column: "heartbeat_at",
                filter: "ended_at is null");

            Views.Create(migrationBuilder);
            RunTable.Create(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "artifact_files");

            migrationBuilder.DropTable(
                name: "attempt_inputs");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "checkpoints");

            migrationBuilder.DropTable(
                name: "confusions");

            migrationBuilder.DropTable(
                name: "data_files");

            migrationBuilder.DropTable(
                name: "data_set_paths");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "devices");

            migrationBuilder.DropTable(
                name: "followers");

            migrationBuilder.DropTable(
                name: "group_metrics");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "limits");

            migrationBuilder.DropTable(
                name: "metric_batches");

            migrationBuilder.DropTable(
                name: "metric_levels");

            migrationBuilder.DropTable(
                name: "metric_points");

            migrationBuilder.DropTable(
                name: "notes");

            migrationBuilder.DropTable(
                name: "revision_runs");

            migrationBuilder.DropTable(
                name: "run_documents");

            migrationBuilder.DropTable(
                name: "run_metric_gaps");

            migrationBuilder.DropTable(
                name: "run_metrics");

            migrationBuilder.DropTable(
                name: "run_settings");

            migrationBuilder.DropTable(
                name: "run_stages");

            migrationBuilder.DropTable(
                name: "run_tags");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "stage_inputs");

            migrationBuilder.DropTable(
                name: "stage_wanters");

            migrationBuilder.DropTable(
                name: "stars");

            migrationBuilder.DropTable(
                name: "store_marks");

            migrationBuilder.DropTable(
                name: "tags");

            migrationBuilder.DropTable(
                name: "usage");

            migrationBuilder.DropTable(
                name: "worker_pools");

            migrationBuilder.DropTable(
                name: "attempts");

            migrationBuilder.DropTable(
                name: "results");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "run_groups");

            migrationBuilder.DropTable(
                name: "metric_series");

            migrationBuilder.DropTable(
                name: "spec_revisions");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "data_sets");

            migrationBuilder.DropTable(
                name: "runs");

            migrationBuilder.DropTable(
                name: "workers");

            migrationBuilder.DropTable(
                name: "stages");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "artifacts");

            migrationBuilder.DropTable(
                name: "experiments");
        }
    }
}
