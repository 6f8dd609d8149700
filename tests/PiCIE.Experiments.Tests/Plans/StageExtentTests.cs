using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Tests.Plans;

/// <summary>Time and disk of a stage grow with what its settings say, and are compared among stages that share the rest.</summary>
public sealed class StageExtentTests
{
    private const string Base = "preprocess.baseResolution=256";

    [Theory]
    [InlineData(StageKind.Train, "train.epochs=8", 2, 1)]
    [InlineData(StageKind.Train, "train.keepEpochs=[1, 2]", 1, 3)]
    [InlineData(StageKind.Train, "preprocess.resolution=256", 4, 1)]
    [InlineData(StageKind.Train, "train.learningRate=1e-3", 1, 1)]
    [InlineData(StageKind.Cluster, "cluster.repeats=6", 2, 2)]
    [InlineData(StageKind.Cluster, "cluster.k=22", 1, 2)]
    [InlineData(StageKind.Evaluate, "cluster.repeats=6", 2, 2)]
    [InlineData(StageKind.Evaluate, "evaluate.splits=[val, test]", 1, 1)]
    [InlineData(StageKind.Preprocess, Base, 1, 1)]
    public void It_grows_with_what_is_done_more_often(StageKind kind, string change, double work, double room)
    {
        StageExtent before = Of(kind, Base);
        StageExtent after = Of(kind, Base, change);

        after.Likeness.ShouldBe(before.Likeness);
        (after.Work / before.Work, after.Room / before.Room).ShouldBe((work, room));
    }

    [Fact]
    public void It_grows_with_the_photographs_of_the_splits()
    {
        (Of(StageKind.Evaluate, "evaluate.splits=[val]").Work / Of(StageKind.Evaluate, "evaluate.splits=[test]").Work).ShouldBe(101 / 233.0);
        Of(StageKind.Train).Work.ShouldBe(367.0 * 128 * 128 * 4);
        Of(StageKind.Cluster).Work.ShouldBe(367.0 * 128 * 128 * 3);
        Of(StageKind.Preprocess).Work.ShouldBe(367);
    }

    [Theory]
    [InlineData(StageKind.Train, "backbone.name=resnet34")]
    [InlineData(StageKind.Cluster, "backbone.width=0.5")]
    [InlineData(StageKind.Evaluate, "backbone.featureWidth=64")]
    [InlineData(StageKind.Train, "method=frozen")]
    [InlineData(StageKind.Preprocess, "preprocess.packing=jpeg")]
    public void What_no_number_scales_is_not_compared(StageKind kind, string change) =>
        Of(kind, change).Likeness.ShouldNotBe(Of(kind).Likeness);

    [Fact]
    public void The_bytes_of_raw_packs_follow_from_their_sizes_and_those_of_jpegs_do_not()
    {
        PlannedStage[] packs = [.. Samples.Plan(Samples.CamVid).Stages.Where(stage => stage.Kind == StageKind.Preprocess)];

        packs.Select(stage => stage.Extent!.KnownBytes).ShouldBe(
            [367 * 3 * ((256 * 256) + (128 * 128)), 101 * 4 * 128 * 128, 233 * 4 * 128 * 128], "photographs have three channels, labels one, and only evaluated splits have these");
        Of(StageKind.Preprocess, "preprocess.packing=jpeg").KnownBytes.ShouldBeNull();
        Of(StageKind.Train).KnownBytes.ShouldBeNull();
    }

    private static StageExtent Of(StageKind kind, params string[] changes) =>
        Samples.Plan(Samples.CamVid, changes).Stages.First(stage => stage.Kind == kind).Extent.ShouldNotBeNull();
}
