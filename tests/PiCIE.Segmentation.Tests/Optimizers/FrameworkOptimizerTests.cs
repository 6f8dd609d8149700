using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Tests.Golden;
using TorchSharp;
using TorchSharp.Modules;
using OptimizerOptions = PiCIE.Segmentation.Optimizers.OptimizerOptions;

namespace PiCIE.Segmentation.Tests.Optimizers;

/// <summary>Our optimisers against those of the framework, over several steps and learning rates.</summary>
public sealed class FrameworkOptimizerTests
{
    private const int Steps = 7;
    private static readonly long[][] Shapes = [[37], [16, 8, 3, 3], [5, 1, 1]];

    [Theory]
    [InlineData(0.9, 0)]
    [InlineData(0, 0.05)]
    [InlineData(0.7, 0.01)]
    public void Sgd_does_what_the_frameworks_does(double momentum, double decay) => Agree(
        new OptimizerOptions { Kind = OptimizerKind.Sgd, LearningRate = 0.03, Momentum = momentum, WeightDecay = decay },
        parameters => torch.optim.SGD(parameters, 0.03, momentum, weight_decay: decay),
        1e-6);

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.05, true)]
    [InlineData(0.05, false)]
    public void Adam_does_what_the_frameworks_does_and_honours_decay_only_where_asked(double decay, bool honoured) => Agree(
        new OptimizerOptions { LearningRate = 0.01, WeightDecay = decay, AdamHonoursWeightDecay = honoured },
        parameters => torch.optim.Adam(parameters, 0.01, weight_decay: honoured ? decay : 0),
        2e-6);

    [Fact]
    public void A_parameter_without_a_gradient_stays()
    {
        using Parameter parameter = new(torch.ones(5));
        ParameterOptimizer.Create(new OptimizerOptions { Kind = OptimizerKind.Sgd, WeightDecay = 0.5 }, [parameter]).Step(1);
        parameter.detach().data<float>().ToArray().ShouldAllBe(value => value == 1);
    }

    [Theory]
    [InlineData(LearningRateSchedule.Constant, 0, 0.5)]
    [InlineData(LearningRateSchedule.Constant, 45, 0.5)]
    [InlineData(LearningRateSchedule.Step, 0, 0.5)]
    [InlineData(LearningRateSchedule.Step, 19, 0.5)]
    [InlineData(LearningRateSchedule.Step, 20, 0.05)]
    [InlineData(LearningRateSchedule.Step, 39, 0.05)]
    [InlineData(LearningRateSchedule.Step, 40, 0.005)]
    public void The_learning_rate_follows_its_schedule(LearningRateSchedule schedule, int epoch, double expected) =>
        new OptimizerOptions { LearningRate = 0.5, Schedule = schedule }.LearningRateAt(epoch).ShouldBe(expected, 1e-12);

    private static void Agree(OptimizerOptions options, Func<IEnumerable<Parameter>, torch.optim.Optimizer> framework, double tolerance)
    {
        Parameter[] ours = Drawn(), theirs = Drawn();
        ParameterOptimizer optimizer = ParameterOptimizer.Create(options, ours);
        using torch.optim.Optimizer reference = framework(theirs);
        for (int step = 0; step < Steps; step++)
        {
            for (int p = 0; p < ours.Length; p++)
            {
                ours[p].grad = Gradient(step, p);
                theirs[p].grad = Gradient(step, p);
            }

            optimizer.Step(options.LearningRate);
            reference.step();
        }

        for (int p = 0; p < ours.Length; p++)
        {
            Near.Absolute(ours[p].detach().data<float>().ToArray(), theirs[p].detach().data<float>().ToArray(), tolerance, $"parameter {p}");
            ours[p].Dispose();
            theirs[p].Dispose();
        }
    }

    private static Parameter[] Drawn() => [.. Shapes.Select((shape, p) => new Parameter(Drawn(100 + p, shape)))];

    private static torch.Tensor Gradient(int step, int parameter) => Drawn((10 * step) + parameter, Shapes[parameter]);

    private static torch.Tensor Drawn(long seed, long[] shape) =>
        torch.tensor(DrawnRows.Numbers(seed, (int)shape.Aggregate((a, b) => a * b))).reshape(shape).clone();
}
