using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Tests.Work.Breakers;

/// <summary>One process alone whose disk or mount fails its stages.</summary>
public sealed class FailingSurroundingsTests
{
    [Theory]
    [InlineData("disk")]
    [InlineData("quota")]
    public async Task A_stage_that_fills_the_disk_whenever_it_is_tried_fails_in_the_end_and_names_the_place(string mode)
    {
        await using TestHome home = Home();
        home.Let("train", mode);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Failed);

        FailureDocument failure = (await home.SendAsync(new ShowExperiment(experiment))).Runs.Single().Stages[1].Failure.ShouldNotBeNull();
        (failure.Kind, failure.Message).ShouldBe(
            (FailureKind.Resource, "Its surroundings failed 5 times in a row, on each machine that could do it. The last time: The disk is full."));
        (await OutcomesAsync(home)).ShouldBe([.. Enumerable.Repeat<AttemptOutcome?>(AttemptOutcome.Interrupted, 4), AttemptOutcome.Failed]);
    }

    [Fact]
    public async Task What_passes_spends_no_try_and_is_told()
    {
        await using TestHome home = Home();
        home.Let("train", "mount");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Watching watching = new()
        {
            Each = notice =>
            {
                if (notice is StageLogged { Level: StageLogLevel.Warning } && !File.Exists(home.Root + "-mount"))
                {
                    home.Let("train", null);
                    File.WriteAllText(home.Root + "-mount", "is back");
                }
            },
        };

        try
        {
            (await home.WorkAsync(experiment, watching)).ShouldBe(WorkOutcome.Done);
        }
        finally
        {
            File.Delete(home.Root + "-mount");
        }

        watching.Notices.OfType<StageLogged>().First(notice => notice.Level == StageLogLevel.Warning).Text
            .ShouldBe("The mount is gone. Mount it. Nothing more is started here until that has passed.");
        watching.Notices.OfType<StageEnded>().First(ended => ended.Outcome == AttemptOutcome.Interrupted).Sentence
            .ShouldBe("The mount is gone. It is tried again in 0 seconds; this spends no try.");
        (await OutcomesAsync(home)).ShouldBe([AttemptOutcome.Interrupted, AttemptOutcome.Interrupted, AttemptOutcome.Succeeded]);
        await using PicieContext context = await home.OpenAsync();
        (await context.Attempts.Where(attempt => attempt.Outcome == AttemptOutcome.Interrupted).Select(attempt => attempt.FailureKind).Distinct().ToListAsync())
            .ShouldBe([FailureKind.Environment]);
    }

    [Fact]
    public async Task What_lasts_ends_the_work_with_everything_kept_and_nothing_failed()
    {
        await using TestHome home = Home();
        home.Get<LocalWorker>().Times = home.Get<LocalWorker>().Times with { Breaker = TimeSpan.FromMilliseconds(500) };
        home.Let("train", "mount");
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        PicieException ended = await Should.ThrowAsync<PicieException>(() => home.WorkAsync(experiment));
        home.Let("train", null);
        WorkOutcome outcome = await home.WorkAsync(experiment);

        (ended.Code, ended.Kind).ShouldBe(("surroundings", ProblemKind.Environment));
        ended.Message.ShouldContain("The mount is gone.");
        outcome.ShouldBe(WorkOutcome.Done);
        home.Ran().Count(kind => kind == "preprocess").ShouldBe(1);
    }

    [Theory]
    [InlineData("newer", "The stage program speaks protocol 3; this program speaks 2.")]
    [InlineData("old", "The stage program has version 7 of the stage train; the plan was made for version 2.")]
    public async Task A_stage_program_of_another_version_is_a_fault_of_the_machine_until_it_is_built_again(string mode, string sentence)
    {
        await using TestHome home = Home();
        home.Get<LocalWorker>().Times = home.Get<LocalWorker>().Times with { Breaker = TimeSpan.FromMilliseconds(500) };
        home.Let("train", mode);
        home.Let("doctor", mode);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        PicieException ended = await Should.ThrowAsync<PicieException>(() => home.WorkAsync(experiment));
        home.Let("train", null);
        home.Let("doctor", null);

        ended.Message.ShouldContain(sentence);
        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);
        (await OutcomesAsync(home)).ShouldBe([AttemptOutcome.Interrupted, AttemptOutcome.Interrupted, AttemptOutcome.Succeeded], "nothing was tried while the breaker was open");
    }

    private static TestHome Home()
    {
        TestHome home = new(services => services.AddSingleton(new FailureRules { FirstWait = TimeSpan.FromMilliseconds(20), LongestWait = TimeSpan.FromMilliseconds(20) }));
        home.Get<LocalWorker>().Times = new StageProcessTimes { Probe = TimeSpan.FromMilliseconds(50), LongestProbe = TimeSpan.FromMilliseconds(50) };
        return home;
    }

    private static async Task<List<AttemptOutcome?>> OutcomesAsync(TestHome home)
    {
        await using PicieContext context = await home.OpenAsync();
        return await context.Attempts.Where(attempt => context.Stages.Any(stage => stage.Id == attempt.StageId && stage.Kind == Experiments.Stages.StageKind.Train))
            .OrderBy(attempt => attempt.Number).Select(attempt => attempt.Outcome).ToListAsync();
    }
}
