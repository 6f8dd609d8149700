using PiCIE.Segmentation.Training;
using PiCIE.Stages.Train;

namespace PiCIE.Stages.Tests.Train;

public sealed class EpochShareTests
{
    [Fact]
    public void The_share_grows_from_pass_to_pass_up_to_one()
    {
        double[] ends = [.. Enum.GetValues<EpochPass>().Select(pass => EpochShare.Of(pass, 4, 4))];

        ends.ShouldBe([0.1, 0.2, 0.3, 0.4, 1], tolerance: 1e-12);
        EpochShare.Of(EpochPass.Train, 1, 2).ShouldBe(0.7, tolerance: 1e-12);
    }
}
