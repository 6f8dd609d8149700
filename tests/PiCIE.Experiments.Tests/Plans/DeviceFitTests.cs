using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Plans;

namespace PiCIE.Experiments.Tests.Plans;

public sealed class DeviceFitTests
{
    [Theory]
    [InlineData("train: { device: cuda }", "train.device", 4)]
    [InlineData("cluster: { device: \"cuda:1\" }", "cluster.device", 4)]
    [InlineData("evaluate:\n  device: cuda", "evaluate.device", 5)]
    public void A_spec_for_a_gpu_is_refused_with_its_line(string lines, string key, int line)
    {
        TextProblem problem = Should.Throw<InvalidTextException>(() => DeviceFit.Check(Samples.Read($"{Samples.Least}\n{lines}\n"))).Problems.ShouldHaveSingleItem();
        (problem.Key, problem.Line).ShouldBe((key, line));
        problem.Message.ShouldContain("computes on the processor alone");
    }

    [Theory]
    [InlineData("train.device=cpu")]
    [InlineData("train.device=auto")]
    public void A_spec_for_the_processor_is_taken(string setting) => Should.NotThrow(() => DeviceFit.Check(Samples.Read(Samples.Least, setting)));
}
