using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Tests;

/// <summary>What holds of the database at any moment. Each query gives what breaks it.</summary>
internal static class Invariants
{
    private static readonly (string Name, string Sql)[] Queries =
    [
        ("a stage has two successes and its artifact was not withdrawn between",
            """
            select s.key as "Value" from attempts a join stages s on s.id = a.stage_id where a.outcome = 'succeeded' group by s.id
            having count(*) > 1 + (select count(*) from artifacts t where t.key = s.key and t.removed_at is not null)
            """),
        ("a stage is blocked and all its inputs are done",
            """
            select s.key as "Value" from stages s where s.state = 'blocked' and not exists (
                select 1 from stage_inputs i join stages p on p.id = i.source_stage_id where i.stage_id = s.id and p.state <> 'done')
            """),
        ("a stage is ready or runs and an input is not done",
            """
            select s.key as "Value" from stages s where s.state in ('ready', 'running') and exists (
                select 1 from stage_inputs i join stages p on p.id = i.source_stage_id where i.stage_id = s.id and p.state <> 'done')
            """),
        ("an attempt is open and its stage does not run",
            """select s.key as "Value" from attempts a join stages s on s.id = a.stage_id where a.ended_at is null and s.state <> 'running'"""),
        ("a stage runs and no attempt is open",
            """
            select s.key as "Value" from stages s where s.state = 'running'
            and not exists (select 1 from attempts a where a.stage_id = s.id and a.ended_at is null and a.number = s.attempt_number)
            """),
        ("the queue says of a stage what is not so",
            """
            select s.key as "Value" from stage_wanters w join stages s on s.id = w.stage_id
            where s.state = 'done' or w.ready <> (s.state = 'ready') or w.needs <> s.needs
            """),
        ("a stage of a submitted run is not done and nobody wants it",
            """
            select s.key as "Value" from stages s join run_stages rs on rs.stage_id = s.id join runs r on r.id = rs.run_id
            join experiments e on e.id = r.experiment_id
            where s.state <> 'done' and e.paused_at is null and r.submitted_at is not null and r.canceled_at is null and r.superseded_by_id is null
            and not exists (select 1 from stage_wanters w where w.stage_id = s.id and w.experiment_id = r.experiment_id)
            """),
    ];

    /// <summary>The invariants that do not hold, each with what breaks it.</summary>
    public static async Task<IReadOnlyList<string>> BrokenAsync(PicieContext context)
    {
        List<string> broken = [];
        foreach ((string name, string sql) in Queries)
        {
            broken.AddRange((await context.Database.SqlQueryRaw<string>(sql).ToListAsync()).Select(key => $"{name}: {key}"));
        }

        foreach (Run run in await context.Runs.AsNoTracking().ToListAsync())
        {
            List<StageOfRun> stages = await context.RunStages.Where(wanted => wanted.RunId == run.Id)
                .Join(context.Stages, wanted => wanted.StageId, stage => stage.Id, (wanted, stage) => new StageOfRun(stage.State, wanted.IsLast)).ToListAsync();
            RunStatus status = RunStatuses.Of(stages, run.CanceledAt is not null);
            int done = stages.Count(stage => stage.State == StageState.Done);
            if (status != run.Status || stages.Count != run.StageCount || done != run.DoneStageCount)
            {
                broken.Add($"a run's row differs from its stages: {run.Name} is {run.Status} ({run.DoneStageCount} of {run.StageCount}), not {status} ({done} of {stages.Count})");
            }
        }

        return broken;
    }
}
