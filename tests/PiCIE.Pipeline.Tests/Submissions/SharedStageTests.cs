using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Submissions;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Submissions;

/// <summary>One train stage that plans with different preprocess stages want: clustering another split packs other sizes of each.</summary>
public sealed class SharedStageTests
{
    private const string Spec = """
        name: shared
        task: folder
        data: ./pictures
        method: picie
        backbone: { weights: none }
        preprocess: { baseResolution: 64, resolution: 64 }
        train: { k: 5 }
        cluster: { k: 5 }
        evaluate: { splits: [val] }
        """;

    private static readonly string[] OtherPacks = ["cluster.split=val"];

    [Fact]
    public async Task A_failed_train_goes_on_after_a_submit_that_packs_its_split_otherwise()
    {
        await using TestHome home = WithPictures();
        home.Let("train", "input");
        SubmittedExperiment first = await SubmitAsync(home, Spec);
        (await home.WorkAsync(first.ExperimentId)).ShouldBe(WorkOutcome.Failed);
        home.Let("train", null);

        SubmittedExperiment second = await SubmitAsync(home, Spec, OtherPacks);

        (await home.WorkAsync(second.ExperimentId)).ShouldBe(WorkOutcome.Done);
        second.ExperimentId.ShouldBe(first.ExperimentId);
        (await home.SendAsync(new ShowExperiment(second.ExperimentId))).Runs[^1].Status.ShouldBe(RunStatus.Done);
    }

    [Fact]
    public async Task A_train_that_could_start_need_not_wait_for_the_packs_of_a_later_plan()
    {
        await using TestHome home = WithPictures();
        home.Let("train", "input");
        await home.WorkAsync((await SubmitAsync(home, Spec)).ExperimentId);

        await SubmitAsync(home, Spec, OtherPacks);

        await using PicieContext context = await home.OpenAsync();
        Stage train = await context.Stages.SingleAsync(stage => stage.Kind == StageKind.Train);
        train.State.ShouldBe(StageState.Ready);
        (await context.Stages.SingleAsync(stage => context.StageInputs.Any(input => input.StageId == train.Id && input.SourceStageId == stage.Id)))
            .State.ShouldBe(StageState.Done);
    }

    [Fact]
    public async Task Another_experiment_makes_what_a_shared_train_waits_for()
    {
        await using TestHome home = WithPictures();
        await SubmitAsync(home, Spec);

        SubmittedExperiment other = await SubmitAsync(home, Spec.Replace("name: shared", "name: other", StringComparison.Ordinal), OtherPacks);

        (await home.WorkAsync(other.ExperimentId)).ShouldBe(WorkOutcome.Done);
        SubmittedExperiment again = await SubmitAsync(home, Spec);
        (await home.WorkAsync(again.ExperimentId)).ShouldBe(WorkOutcome.Done);
        home.Ran().Count(kind => kind == "train").ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_submit_of_another_leaves_no_worker_waiting_whether_packs_are_being_made_or_not(bool beingMade)
    {
        await using TestHome home = WithPictures();
        SubmittedExperiment mine = await SubmitAsync(home, Spec);
        if (beingMade)
        {
            await using PicieContext context = await home.OpenAsync();
            Guid packs = await context.StageInputs.Where(input => input.SourceStageId != null)
                .Join(context.Stages.Where(stage => stage.Kind == StageKind.Train), input => input.StageId, stage => stage.Id, (input, _) => input.SourceStageId!.Value)
                .SingleAsync();
            await home.StartAsync(packs);
        }

        SubmittedExperiment other = await SubmitAsync(home, Spec.Replace("name: shared", "name: other", StringComparison.Ordinal), OtherPacks);

        (await home.WorkAsync(mine.ExperimentId)).ShouldBe(WorkOutcome.Done);
        (await home.SendAsync(new ShowExperiment(mine.ExperimentId))).Runs.Select(run => run.Status).ShouldBe([RunStatus.Done]);
        (await home.WorkAsync(other.ExperimentId)).ShouldBe(WorkOutcome.Done);
        home.Ran().Count(kind => kind == "train").ShouldBe(1);
    }

    [Fact]
    public async Task A_stage_that_is_still_to_be_done_is_done_as_the_newest_plan_says()
    {
        await using TestHome home = WithPictures();
        await SubmitAsync(home, Spec, ["evaluate.batchSize=4"]);
        SubmittedExperiment submitted = await SubmitAsync(home, Spec, ["evaluate.batchSize=8"]);

        await using PicieContext context = await home.OpenAsync();
        Stage evaluate = await context.Stages.SingleAsync(stage => stage.Kind == StageKind.Evaluate);

        evaluate.BatchSize.ShouldBe(8);
        (await home.WorkAsync(submitted.ExperimentId)).ShouldBe(WorkOutcome.Done);
    }

    private static TestHome WithPictures()
    {
        TestHome home = new();
        foreach (string split in new[] { "train", "val" })
        {
            string folder = Directory.CreateDirectory(Path.Combine(home.Root, "pictures", "imgs", split)).FullName;
            File.WriteAllText(Path.Combine(folder, "a.jpg"), $"a of {split}");
            File.WriteAllText(Path.Combine(folder, "b.jpg"), $"b of {split}");
        }

        return home;
    }

    private static Task<SubmittedExperiment> SubmitAsync(TestHome home, string text, IReadOnlyList<string>? overrides = null) =>
        home.SendAsync(new SubmitExperiment(text, Path.Combine(home.Root, "shared.yaml"), overrides ?? [], "ada"));
}
