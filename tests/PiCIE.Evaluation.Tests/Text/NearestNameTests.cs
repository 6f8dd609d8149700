using PiCIE.Evaluation.Text;

namespace PiCIE.Evaluation.Tests.Text;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["colour", "group", "rawToClass"];

    [Theory]
    [InlineData("color", "colour")]
    [InlineData("gruop", "group")]
    [InlineData("RAWTOCLAS", "rawToClass")]
    [InlineData("wnid", null)]
    [InlineData("", null)]
    public void Near_names_are_found_and_far_ones_are_not(string written, string? meant) => NearestName.Of(written, Known).ShouldBe(meant);
}
