namespace PiCIE.Segmentation.Tests.Golden;

public sealed class ClosedFormParametersTests
{
    [Fact]
    public void The_worked_example_of_the_golden_files_is_met()
    {
        const string Name = "backbone.conv1.weight";
        ClosedFormParameters.Hash(Name).ShouldBe(70303070141556375UL);
        ClosedFormParameters.Signed(0xCC9BFEBD6A5B7270, 1).ShouldBe(-0.94752228260040283);
        ClosedFormParameters.Values(Name, [64, 3, 7, 7], 11)[..3].ShouldBe([0.0934014991f, -0.13536033f, 0.0169137381f]);
    }
}
