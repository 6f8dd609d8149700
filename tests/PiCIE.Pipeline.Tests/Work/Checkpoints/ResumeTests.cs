using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Work.Checkpoints;

/// <summary>Trainings that are interrupted after some checkpoints, and what the next attempt goes on from. The stage program is a script.</summary>
public sealed class ResumeTests
{
    [Theory]
    [OnEachDatabase]
    public async Task The_next_attempt_goes_on_from_the_newest_checkpoint_and_at_the_end_none_is_left(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Watching watching = await InterruptAfterAsync(home, experiment, 3);
        Guid stage = await home.StageIdAsync(StageKind.Train);
        IReadOnlyList<StoredCheckpoint> kept = await home.Get<CheckpointLedger>().OfAsync(stage, TestContext.Current.CancellationToken);
        string key = kept[0].Address.Key;

        watching.Notices.OfType<StageKept>().Select(notice => notice.Epochs).ShouldBe([1, 2, 3]);
        kept.Select(one => (one.Row.Attempt, one.Row.Epoch, one.Row.BatchSequence)).ShouldBe([(1, 3, 3L), (1, 2, 2L)]);
        Folders(home, key).ShouldBe([$"{kept[0].Address.Id:N}-2", $"{kept[0].Address.Id:N}-3"]);
        home.OrderOf("train").GoOnFrom.ShouldBeNull();
        home.OrderOf("preprocess").Checkpoints.ShouldBeNull();

        home.Let("train", null);
        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);

        StageOrder order = home.OrderOf("train");
        order.GoOnFrom.ShouldBe(Path.Combine(home.Home.ArtifactsFolder, "checkpoints", key, $"{kept[0].Address.Id:N}-3"));
        await using PicieContext context = await home.OpenAsync();
        Attempt second = await context.Attempts.SingleAsync(attempt => attempt.StageId == stage && attempt.Number == 2);
        (second.ResumedFromAttempt, second.ResumedFromBatch, second.Outcome).ShouldBe((1, 3L, AttemptOutcome.Succeeded));
        (await context.Checkpoints.CountAsync()).ShouldBe(0);
        Folders(home, key).ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(home.Home.WorkFolder).ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    public async Task It_goes_on_with_the_threads_of_the_checkpoint_and_tries_count_from_its_attempt(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await InterruptAfterAsync(home, experiment, 1);
        int threads = home.OrderOf("train").Threads;
        await InterruptAfterAsync(home, experiment, 2);
        Guid stage = await home.StageIdAsync(StageKind.Train);
        await using PicieContext context = await home.OpenAsync();
        (await context.Stages.SingleAsync(row => row.Id == stage)).TriesFrom.ShouldBe(2);
        await context.Stages.Where(row => row.Id == stage).ExecuteUpdateAsync(update => update.SetProperty(row => row.Threads, threads + 5));

        home.Let("train", null);
        await home.WorkAsync(experiment);

        home.OrderOf("train").Threads.ShouldBe(threads);
    }

    [Theory]
    [OnEachDatabase(1)]
    [OnEachDatabase(2)]
    public async Task A_damaged_checkpoint_is_passed_over_for_an_older_one_and_without_one_the_work_begins_anew(DatabaseKind kind, int damaged)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await InterruptAfterAsync(home, experiment, 2);
        IReadOnlyList<StoredCheckpoint> kept = await home.Get<CheckpointLedger>().OfAsync(await home.StageIdAsync(StageKind.Train), TestContext.Current.CancellationToken);
        foreach (StoredCheckpoint one in kept.Take(damaged))
        {
            // Hard links: the file is made anew.
            string file = Path.Combine(home.Home.ArtifactsFolder, one.Address.ToString(), "state");
            File.Delete(file);
            File.WriteAllText(file, "9");
        }

        home.Let("train", null);
        Watching watching = new();
        (await home.WorkAsync(experiment, watching)).ShouldBe(WorkOutcome.Done);

        home.OrderOf("train").GoOnFrom.ShouldBe(damaged == 1 ? Path.Combine(home.Home.ArtifactsFolder, kept[1].Address.ToString()) : null);
        watching.Notices.OfType<StageLogged>().Where(log => log.Level == StageLogLevel.Warning).Select(log => log.Text).Count(text => text.Contains("has another content", StringComparison.Ordinal))
            .ShouldBe(damaged);
    }

    [Theory]
    [OnEachDatabase]
    public async Task An_epoch_that_is_done_again_stands_once_in_the_curve(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        await InterruptAfterAsync(home, experiment, 2);
        (await CurveAsync(home, experiment)).ShouldBe([(0, 0), (1, 1), (2, 2)]);
        await InterruptAfterAsync(home, experiment, 4);

        // What goes on from two epochs tells losses from 200 on; the third epoch of the first attempt was not kept.
        (await CurveAsync(home, experiment)).ShouldBe([(0, 0), (1, 1), (2, 202), (3, 203), (4, 204)]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_store_that_takes_no_checkpoint_costs_a_warning_and_not_the_training(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind, RefusingStore.Use);
        home.Get<RefusingStore>().Full = "checkpoints";
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        Watching watching = await InterruptAfterAsync(home, experiment, 2);

        watching.Notices.OfType<StageLogged>().Select(log => log.Text).Count(text => text.Contains("cannot be stored, and the work goes on without it: No space left", StringComparison.Ordinal)).ShouldBe(2);
        home.Let("train", null);
        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);
        home.OrderOf("train").GoOnFrom.ShouldBeNull();
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_process_that_was_killed_between_checkpoints_is_gone_on_from_the_last_one(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await InterruptAfterAsync(home, experiment, 2);
        Guid stage = await home.StageIdAsync(StageKind.Train);

        // A process that dies leaves its attempt open; whoever takes the home next ends it as lost.
        await home.StartAsync(stage);
        home.Let("train", null);
        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);

        await using PicieContext context = await home.OpenAsync();
        (await context.Attempts.Where(attempt => attempt.StageId == stage).OrderBy(attempt => attempt.Number)
            .Select(attempt => $"{attempt.Outcome} {attempt.ResumedFromAttempt}").ToListAsync()).ShouldBe(["Interrupted ", "Lost ", "Succeeded 1"]);
    }

    /// <summary>Lets a training tell epochs with a checkpoint after each and one more without, and stops it then.</summary>
    private static async Task<Watching> InterruptAfterAsync(TestHome home, Guid experiment, int epochs)
    {
        home.Let("train", $"epochs {epochs}");
        using CancellationTokenSource stop = new();
        Watching watching = new()
        {
            Each = notice =>
            {
                if (notice is StageProgressed { Phase: "waiting" })
                {
                    stop.Cancel();
                }
            },
        };
        (await home.WorkAsync(experiment, watching, stop.Token)).ShouldBe(WorkOutcome.Interrupted);
        return watching;
    }

    private static async Task<IEnumerable<(int Epoch, double? Loss)>> CurveAsync(TestHome home, Guid experiment)
    {
        RunDocument run = (await home.SendAsync(new ShowExperiment(experiment))).Runs[0];
        return run.Curve.Select(point => (point.Epoch, point.Loss));
    }

    private static IEnumerable<string?> Folders(TestHome home, string key)
    {
        string folder = Path.Combine(home.Home.ArtifactsFolder, "checkpoints", key);
        return Directory.EnumerateDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
    }
}
