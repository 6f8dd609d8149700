using Microsoft.EntityFrameworkCore.Migrations;

namespace PiCIE.Migrations;

/// <summary>The views for reading: <c>v_runs</c> for lists, <c>v_metrics</c>, <c>v_replicates</c> and <c>v_confusion</c> for people's own notebooks.</summary>
internal static class Views
{
    private static readonly string[] Statements =
    [
        """
        create view v_runs as
        select r.id, r.experiment_id, e.name as experiment, e.person, coalesce(r.display_name, r.name) as name, r.status, r.config_id,
            r.settings_id, r.group_key, r.member_key, r.train_seed, r.cluster_seed, r.position, r.stage_count, r.done_stage_count, r.headline_split, r.accuracy, r.mean_iou, r.search_text,
            r.created_at, r.submitted_at, r.canceled_at, r.archived_at, r.superseded_by_id, r.ended_at
        from runs r
        join experiments e on e.id = r.experiment_id
        where r.deleted_at is null
        """,
        """
        create view v_metrics as
        select rs.run_id, result.split, case when result.epoch = -1 then null else result.epoch end as epoch, result.accuracy, result.mean_iou,
            result.protocol, result.figures
        from run_stages rs
        join stages s on s.id = rs.stage_id
        join results result on result.artifact_id = s.artifact_id
        """,
        """
        create view v_replicates as
        select g.config_id, g.group_key, substr(accuracy.key, 1, length(accuracy.key) - length('.accuracy')) as split, accuracy.n, accuracy.mean as accuracy, iou.mean as mean_iou
        from run_groups g
        join group_metrics accuracy on accuracy.group_key = g.group_key and accuracy.key like '%.accuracy'
        join group_metrics iou on iou.group_key = g.group_key and iou.key = substr(accuracy.key, 1, length(accuracy.key) - length('accuracy')) || 'meanIoU'
        """,
        """
        create view v_confusion as
        select rs.run_id, result.split, case when result.epoch = -1 then null else result.epoch end as epoch, matrix.repeat, matrix.classes, matrix.clusters, matrix.counts
        from run_stages rs
        join stages s on s.id = rs.stage_id
        join results result on result.artifact_id = s.artifact_id
        join confusions matrix on matrix.result_id = result.id
        """,
    ];

    /// <summary>Creates them.</summary>
    /// <param name="migration">The migration that creates their tables.</param>
    public static void Create(MigrationBuilder migration)
    {
        foreach (string statement in Statements)
        {
            migration.Sql(statement);
        }
    }
}
