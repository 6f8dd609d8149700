using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Tests.Work.Holding;

public sealed class HeldResultTests
{
    private static readonly StageProcessTimes Short = new()
    {
        HoldRetry = TimeSpan.FromMilliseconds(20),
        Breaker = TimeSpan.FromMilliseconds(200),
    };

    [Fact]
    public async Task A_full_store_holds_the_finished_result_and_commits_it_when_there_is_room()
    {
        await using TestHome home = new(RefusingStore.Use);
        RefusingStore store = home.Get<RefusingStore>();
        store.Full = "train";
        home.Get<LocalWorker>().Times = Short with { Breaker = TimeSpan.FromMinutes(5) };
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2));
        List<string> ranWhileFull = [];
        Watching watching = new()
        {
            Each = notice =>
            {
                if (notice is StageLogged { Level: StageLogLevel.Warning } && store.Full is not null)
                {
                    ranWhileFull.AddRange(home.Ran());
                    store.Full = null;
                }
            },
        };

        (await home.WorkAsync(experiment, watching)).ShouldBe(WorkOutcome.Done);

        ranWhileFull.ShouldBe(["preprocess", "train"]);
        home.Ran().Count(kind => kind == "train").ShouldBe(2);
        store.Refused.ShouldBeGreaterThan(0);
        string told = watching.Notices.OfType<StageLogged>().First(notice => notice.Level == StageLogLevel.Warning).Text;
        told.ShouldContain($"The disk of {home.Home.ArtifactsFolder} is full");
        told.ShouldContain($"Make room on the disk of {home.Home.ArtifactsFolder}");
        home.Home.AttemptFolders().ShouldBeEmpty();
    }

    [Fact]
    public async Task Held_too_long_the_work_ends_with_everything_kept_and_the_next_start_computes_nothing_again()
    {
        await using TestHome home = new(RefusingStore.Use);
        RefusingStore store = home.Get<RefusingStore>();
        store.Full = "train";
        home.Get<LocalWorker>().Times = Short;
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        PicieException ended = await Should.ThrowAsync<PicieException>(() => home.WorkAsync(experiment));
        AttemptFolder kept = home.Home.AttemptFolders().ShouldHaveSingleItem();
        store.Full = null;
        WorkOutcome outcome = await home.WorkAsync(experiment);

        (ended.Code, ended.Kind).ShouldBe(("held", ProblemKind.Environment));
        ended.Message.ShouldContain($"The disk of {home.Home.ArtifactsFolder} is full");
        Path.GetFileName(kept.Root).ShouldEndWith("-1");
        outcome.ShouldBe(WorkOutcome.Done);
        home.Ran().ShouldBe(["preprocess", "train", "cluster", "evaluate"]);
        (await OutcomesAsync(home, StageKind.Train)).ShouldBe([AttemptOutcome.Interrupted, AttemptOutcome.Succeeded]);
        home.Home.AttemptFolders().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stop_while_a_result_is_held_keeps_it_for_the_next_start()
    {
        await using TestHome home = new(RefusingStore.Use);
        RefusingStore store = home.Get<RefusingStore>();
        store.Full = "train";
        home.Get<LocalWorker>().Times = Short with { Breaker = TimeSpan.FromMinutes(5) };
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        using CancellationTokenSource stop = new();
        Watching watching = new() { Each = notice => _ = notice is StageLogged { Level: StageLogLevel.Warning } ? stop.CancelAsync() : Task.CompletedTask };

        WorkOutcome first = await home.WorkAsync(experiment, watching, stop.Token);
        store.Full = null;
        WorkOutcome second = await home.WorkAsync(experiment);

        (first, second).ShouldBe((WorkOutcome.Interrupted, WorkOutcome.Done));
        home.Ran().Count(kind => kind == "train").ShouldBe(1);
    }

    [Fact]
    public async Task A_kept_result_that_was_damaged_is_computed_again()
    {
        await using TestHome home = await WithKeptTrainAsync(kept => File.WriteAllText(Path.Combine(kept.Scratch, "weights.safetensors"), "WEIGHTS"));

        (await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)))).ShouldBe(WorkOutcome.Done);

        home.Ran().Count(kind => kind == "train").ShouldBe(2);
    }

    [Fact]
    public async Task A_kept_result_from_other_inputs_is_computed_again()
    {
        await using TestHome home = await WithKeptTrainAsync(
            kept => File.WriteAllText(kept.Result, File.ReadAllText(kept.Result).Replace("base.pack", "other.pack", StringComparison.Ordinal)));

        (await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1)))).ShouldBe(WorkOutcome.Done);

        home.Ran().Count(kind => kind == "train").ShouldBe(2);
    }

    [Fact]
    public async Task What_is_left_of_a_stage_that_is_done_is_removed_by_the_next_start()
    {
        await using TestHome home = new();
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.WorkAsync(experiment);
        await using PicieContext context = await home.OpenAsync();
        Guid train = await context.Stages.Where(stage => stage.Kind == StageKind.Train).Select(stage => stage.Id).SingleAsync();
        AttemptFolder left = home.Home.AttemptFolder(train, 1);
        Directory.CreateDirectory(left.Scratch);
        File.WriteAllText(left.Result, "{}");

        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2)));

        Directory.Exists(left.Root).ShouldBeFalse();
    }

    private static async Task<TestHome> WithKeptTrainAsync(Action<AttemptFolder> harm)
    {
        TestHome home = new(RefusingStore.Use);
        home.Get<RefusingStore>().Full = "train";
        home.Get<LocalWorker>().Times = Short;
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await Should.ThrowAsync<PicieException>(() => home.WorkAsync(experiment));
        harm(home.Home.AttemptFolders().Single());
        home.Get<RefusingStore>().Full = null;
        return home;
    }

    private static async Task<List<AttemptOutcome?>> OutcomesAsync(TestHome home, StageKind kind)
    {
        await using PicieContext context = await home.OpenAsync();
        return await context.Attempts.Where(attempt => context.Stages.Any(stage => stage.Id == attempt.StageId && stage.Kind == kind))
            .OrderBy(attempt => attempt.Number).Select(attempt => attempt.Outcome).ToListAsync();
    }
}
