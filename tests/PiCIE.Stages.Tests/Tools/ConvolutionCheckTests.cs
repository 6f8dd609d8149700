using PiCIE.Stages.Tools;
using TorchSharp;

namespace PiCIE.Stages.Tests.Tools;

/// <summary>A tensor library that computes wrongly is found out before its figures are believed.</summary>
public sealed class ConvolutionCheckTests
{
    [Fact]
    public void The_convolutions_of_this_machine_equal_plain_sums() => ConvolutionCheck.Run().ShouldStartWith("they equal plain sums");

    [Theory]
    [InlineData(0.01f)]
    [InlineData(float.NaN)]
    public void One_wrong_value_in_one_shape_is_found_and_told(float error)
    {
        InvalidDataException wrong = Should.Throw<InvalidDataException>(() => ConvolutionCheck.Run((pixels, filters, stride) =>
        {
            torch.Tensor right = torch.nn.functional.conv2d(pixels, filters, strides: [stride, stride], padding: [filters.shape[2] / 2, filters.shape[3] / 2]);
            if (filters.shape[1] == 256 && filters.shape[2] == 3)
            {
                right[1, 7, 2, 3] += error;
            }

            return right;
        }));
        wrong.Message.ShouldContain("256 to 256 channels, 4 x 4, kernel 3, stride 1");
        wrong.Message.ShouldContain("ONEDNN_MAX_CPU_ISA");
    }
}
