using Microsoft.EntityFrameworkCore;
using Npgsql;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Faults.Ledgers;
using PiCIE.Faults.Processes;
using PiCIE.Faults.Rigs;
using PiCIE.Faults.Soak;
using PiCIE.Storage;
using PiCIE.Storage.Control;
using PiCIE.Storage.Stages;

namespace PiCIE.Faults.Tests;

/// <summary>Faults of everything around two workers that live through all of them.</summary>
[Trait("Category", "long")]
public sealed class TeamFaultTests(TeamOfTwo team, ServerOfTests server) : IClassFixture<TeamOfTwo>, IAsyncDisposable
{
    private static readonly string[] Kinds = ["preprocess", "train", "cluster", "evaluate"];
    private readonly FaultRig _rig = team.Rig;

    public async ValueTask DisposeAsync()
    {
        foreach (string kind in Kinds)
        {
            _rig.Let(kind, null);
        }

        await _rig.UntilFinishedAsync();
        _rig.Workers.ShouldAllBe(worker => worker.IsAlive);
    }

    [Theory]
    [InlineData("train", StageKind.Train)]
    [InlineData("cluster", StageKind.Cluster)]
    [InlineData("evaluate", StageKind.Evaluate)]
    public async Task F02_A_stage_process_that_is_killed_is_a_failed_attempt_and_the_next_one_finishes(string word, StageKind kind)
    {
        _rig.Let(word, "hold");
        Guid[] runs = [.. await team.SubmitAsync(1)];
        Guid stage = await StageOfAsync(runs[0], kind);
        StageNote working = await _rig.UntilNotedAsync(note => note.Stage == stage);

        PosixSignals.Send(working.Process, PosixSignals.Kill).ShouldBeTrue();
        _rig.Let(word, null);

        await AgreesAsync();
        (await _rig.AttemptsAsync(kind)).Where(attempt => attempt.StageId == stage).Select(attempt => (attempt.Outcome, attempt.FailureKind))
            // The kernel kills like this where memory is short, so that is what it is taken for.
            .ShouldBe([(AttemptOutcome.Failed, FailureKind.Resource), (AttemptOutcome.Succeeded, null)]);
    }

    [Fact]
    public Task F04_A_server_that_is_stopped_at_once_under_load_loses_no_run_and_no_point() => OutageAsync(TimeSpan.FromSeconds(1));

    [Fact]
    public Task F04_A_server_that_is_away_for_longer_than_a_lease_loses_no_run_and_no_point() => OutageAsync(TimeSpan.FromSeconds(5));

    [Fact]
    public async Task F06_Without_everything_that_Hangfire_held_waiting_stages_start_and_running_ones_go_on()
    {
        _rig.Let("train", "hold");
        Guid[] runs = [.. await team.SubmitAsync(6)];
        Guid[] stages = await Task.WhenAll(runs.Select(run => StageOfAsync(run, StageKind.Train)));
        await _rig.UntilAsync("both workers train", context => HaveAsync(context, stages, StageState.Running, 2));

        await SoakFaults.EmptyHangfireAsync(_rig);
        _rig.Let("train", null);

        await AgreesAsync();
        (await _rig.AttemptsAsync(StageKind.Train)).Count(attempt => stages.Contains(attempt.StageId)).ShouldBe(stages.Length, "what ran went on");
    }

    [Fact]
    public async Task F07_Jobs_that_are_delivered_ten_times_start_each_stage_once()
    {
        await _rig.ExecuteAsync("""
            create or replace function deliver_often() returns trigger language plpgsql as $$ declare copy bigint; begin
                if pg_trigger_depth() = 1 then
                    for time in 1..9 loop
                        insert into hangfire.job (stateid, statename, invocationdata, arguments, createdat, expireat)
                            select stateid, statename, invocationdata, arguments, createdat, expireat from hangfire.job where id = new.jobid returning id into copy;
                        insert into hangfire.jobqueue (jobid, queue) values (copy, new.queue);
                    end loop;
                end if;
                return new;
            end $$;
            create trigger deliver_often after insert on hangfire.jobqueue for each row execute function deliver_often()
            """);
        try
        {
            Guid[] runs = [.. await team.SubmitAsync(4)];

            await AgreesAsync();
            Guid[] stages = await Task.WhenAll(runs.Select(run => StageOfAsync(run, StageKind.Evaluate)));
            (await _rig.AttemptsAsync(StageKind.Evaluate)).Count(attempt => stages.Contains(attempt.StageId)).ShouldBe(stages.Length);
        }
        finally
        {
            await _rig.ExecuteAsync("drop trigger deliver_often on hangfire.jobqueue; drop function deliver_often()");
        }
    }

    [Fact]
    public async Task F07_Jobs_of_which_half_are_deleted_are_offered_again()
    {
        await _rig.ExecuteAsync("""
            create sequence lost_jobs;
            create or replace function lose_half() returns trigger language plpgsql as $$ begin
                return case when nextval('lost_jobs') % 2 = 0 then new end;
            end $$;
            create trigger lose_half before insert on hangfire.jobqueue for each row execute function lose_half()
            """);
        try
        {
            Guid[] runs = [.. await team.SubmitAsync(2)];

            await AgreesAsync();
            Guid train = await StageOfAsync(runs[0], StageKind.Train);
            (await _rig.AttemptsAsync(StageKind.Train)).Count(attempt => attempt.StageId == train).ShouldBe(1, "a job that was lost is no attempt");
        }
        finally
        {
            await _rig.ExecuteAsync("drop trigger lose_half on hangfire.jobqueue; drop function lose_half(); drop sequence lost_jobs");
        }
    }

    [Fact]
    public async Task F21_Whoever_comes_after_many_runs_of_another_does_not_wait_for_them()
    {
        Guid[] many = [.. await team.SubmitAsync(60)];
        await _rig.UntilAsync("the first of many are done", async context =>
            await context.RunStages.CountAsync(had => many.Contains(had.RunId) && context.Stages.Any(stage => stage.Id == had.StageId && stage.State == StageState.Done)) > 62);
        Guid[] few = [.. await team.SubmitAsync(1, "ben")];
        Guid train = await StageOfAsync(few[0], StageKind.Train);
        await _rig.UntilNotedAsync(note => note.Stage == train);
        await using PicieContext context = _rig.Open();
        Guid[] before = await context.RunStages.Where(had => many.Contains(had.RunId)).Select(had => had.StageId).Distinct().ToArrayAsync();
        DateTimeOffset submitted = await context.Runs.Where(run => run.Id == few[0]).Select(run => run.SubmittedAt!.Value).SingleAsync();
        DateTimeOffset started = await context.Attempts.Where(attempt => attempt.StageId == train).Select(attempt => attempt.StartedAt).SingleAsync();
        int between = await context.Attempts.CountAsync(attempt => before.Contains(attempt.StageId) && attempt.StartedAt > submitted && attempt.StartedAt < started);

        // What was offered already, one a worker, goes first; and a stage that starts while the offer is made.
        between.ShouldBeLessThanOrEqualTo(4);
        await _rig.Desk.Get<RunCancellation>().CancelAsync(many, "ada", TestContext.Current.CancellationToken);
        await AgreesAsync(canceled: true);
    }

    [Fact]
    public async Task F23_Connections_that_are_cut_each_second_cost_no_run()
    {
        RigServer database = await server.StartedAsync();
        _rig.Let("train", "epochs 3 0.2");
        await team.SubmitAsync(6);

        for (int cut = 0; cut < 8; cut++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            (await database.CutAsync(_rig.Connection, all: cut == 4)).ShouldBeGreaterThan(0);
        }

        NpgsqlConnection.ClearAllPools();
        await AgreesAsync();
    }

    [Fact]
    public async Task F23_A_server_all_of_whose_connections_others_have_taken_delays_work_and_loses_none()
    {
        _rig.Let("train", "hold");
        Guid[] runs = [.. await team.SubmitAsync(3)];
        Guid[] stages = await Task.WhenAll(runs.Select(run => StageOfAsync(run, StageKind.Train)));
        await _rig.UntilAsync("both workers train", context => HaveAsync(context, stages, StageState.Running, 2));
        await using OthersConnections others = new(_rig.Connection);
        await others.TakeAllAsync();
        await others.CutAsync(_rig.Connection);
        await others.TakeAllAsync();
        others.Count.ShouldBeGreaterThan(200);

        // Longer than a lease and two looks of the reconciler.
        _rig.Let("train", null);
        await Task.Delay(RigTimes.Lease + (2 * RigTimes.Reconcile), TestContext.Current.CancellationToken);
        await others.DisposeAsync();

        NpgsqlConnection.ClearAllPools();
        await AgreesAsync();
    }

    [Fact]
    public async Task F25_A_reader_that_holds_a_transaction_open_holds_nobody_up()
    {
        await using NpgsqlConnection reader = new(_rig.Connection + ";Pooling=false");
        await reader.OpenAsync(TestContext.Current.CancellationToken);
        await using NpgsqlTransaction open = await reader.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, TestContext.Current.CancellationToken);
        await using NpgsqlCommand look = new("select count(*) from stages join events on events.stage_id = stages.id", reader, open);
        object? before = await look.ExecuteScalarAsync(TestContext.Current.CancellationToken);

        await team.SubmitAsync(4);
        await AgreesAsync();

        (await look.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(before, "the reader still sees what it saw");
    }

    private async Task OutageAsync(TimeSpan outage)
    {
        const int epochs = 6;
        _rig.Let("train", $"epochs {epochs} 0.3");
        Guid[] runs = [.. await team.SubmitAsync(3)];
        RigServer database = await server.StartedAsync();
        Guid[] stages = await Task.WhenAll(runs.Select(run => StageOfAsync(run, StageKind.Train)));
        await _rig.UntilNotedAsync(note => stages.Contains(note.Stage) && note.What == "epoch:2");

        await database.CrashAsync();
        await Task.Delay(outage, TestContext.Current.CancellationToken);
        await database.RecoverAsync();
        NpgsqlConnection.ClearAllPools();

        await AgreesAsync();
        await using PicieContext context = _rig.Open();
        foreach (Guid stage in stages)
        {
            Stage done = await context.Stages.AsNoTracking().SingleAsync(row => row.Id == stage);
            double?[] points = [.. await context.MetricPoints
                .Where(point => context.MetricSeries.Any(series => series.Id == point.SeriesId && series.StageId == stage && series.Attempt == done.AttemptNumber))
                .OrderBy(point => point.Step).Select(point => point.Value).ToListAsync()];
            int first = epochs - points.Length;
            points.ShouldBe(Enumerable.Range(first + 1, points.Length).Select(epoch => (double?)epoch), $"attempt {done.AttemptNumber}");
            (done.AttemptNumber > 1 || points.Length == epochs).ShouldBeTrue("an attempt that lived through it has all its points");
        }
    }

    private async Task AgreesAsync(bool canceled = false)
    {
        await _rig.UntilFinishedAsync();
        Verdict verdict = await _rig.CompareAsync();
        verdict.Complaints.ShouldBeEmpty();
        (canceled || verdict.Submitted == verdict.Finished + Canceled).ShouldBeTrue($"{verdict.Finished} of {verdict.Submitted} runs are done");
        Canceled = verdict.Submitted - verdict.Finished;
    }

    /// <summary>Runs that a test of this team canceled.</summary>
    private static int Canceled { get; set; }

    private async Task<Guid> StageOfAsync(Guid run, StageKind kind)
    {
        await using PicieContext context = _rig.Open();
        return await context.RunStages.Where(had => had.RunId == run).Select(had => had.StageId)
            .Where(id => context.Stages.Any(stage => stage.Id == id && stage.Kind == kind)).SingleAsync();
    }

    private static async Task<bool> HaveAsync(PicieContext context, Guid[] stages, StageState state, int count) =>
        await context.Stages.CountAsync(stage => stages.Contains(stage.Id) && stage.State == state) >= count;
}
