using PiCIE.Evaluation.Layouts;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Training;

namespace PiCIE.Stages.Tests.Train;

/// <summary>No label reaches a training: there is no way in by type.</summary>
public sealed class LabelFreeTrainingTests
{
    [Theory]
    [InlineData(typeof(TrainingPhotographs))]
    [InlineData(typeof(PicieTrainer))]
    [InlineData(typeof(TrainingOptions))]
    [InlineData(typeof(TrainStageSettings))]
    public void No_label_can_come_into_a_training(Type type) => LabelFreeRule.Breaches(type).ShouldBeEmpty();

    [Fact]
    public void A_planted_label_is_seen_wherever_it_stands()
    {
        LabelFreeRule.Breaches(typeof(InConstructor)).ShouldHaveSingleItem().ShouldContain("truth reaches LabelImage");
        LabelFreeRule.Breaches(typeof(InMember)).ShouldHaveSingleItem().ShouldContain("Listed reaches ListedPhotograph");
        LabelFreeRule.Breaches(typeof(InMethod)).ShouldHaveSingleItem().ShouldContain("labels reaches LabelImage");
        LabelFreeRule.Breaches(typeof(Deeper)).ShouldHaveSingleItem().ShouldContain("Inner.truth reaches LabelImage");
    }

    /// <summary>The rule must see every type that the trainer is given, else it shows nothing.</summary>
    [Fact]
    public void The_rule_walks_through_our_own_types() =>
        LabelFreeRule.Breaches(typeof(EvaluateStageSettings)).ShouldContain(breach => breach.Contains("Task reaches SegmentationTask"));

    public sealed class InConstructor
    {
        public InConstructor(LabelImage truth) => Side = truth.Width;

        public int Side { get; }
    }

    public sealed class InMember
    {
        public IReadOnlyList<ListedPhotograph> Listed { get; init; } = [];
    }

    public sealed class InMethod
    {
        public static int Train(LabelImage[] labels) => labels.Length;
    }

    public sealed class Deeper
    {
        public InConstructor? Inner { get; init; }
    }
}
