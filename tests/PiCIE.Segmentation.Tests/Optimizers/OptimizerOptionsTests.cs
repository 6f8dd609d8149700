using PiCIE.Segmentation.Optimizers;

namespace PiCIE.Segmentation.Tests.Optimizers;

public sealed class OptimizerOptionsTests
{
    [Theory]
    [InlineData(LearningRateSchedule.Constant, 19, 0.5)]
    [InlineData(LearningRateSchedule.Constant, 40, 0.5)]
    [InlineData(LearningRateSchedule.Step, 19, 0.5)]
    [InlineData(LearningRateSchedule.Step, 20, 0.05)]
    [InlineData(LearningRateSchedule.Step, 40, 0.005)]
    public void The_learning_rate_follows_its_schedule(LearningRateSchedule schedule, int epoch, double expected) =>
        new OptimizerOptions { LearningRate = 0.5, Schedule = schedule }.LearningRateAt(epoch).ShouldBe(expected, 1e-12);

    [Fact]
    public void A_schedule_that_is_none_gives_no_learning_rate() =>
        Should.Throw<InvalidOperationException>(() => new OptimizerOptions { Schedule = (LearningRateSchedule)9 }.LearningRateAt(0));

    [Fact]
    public void A_kind_that_is_none_makes_no_optimizer() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ParameterOptimizer.Create(new OptimizerOptions { Kind = (OptimizerKind)9 }, []));
}
