using PiCIE.Pipeline.Weights;

namespace PiCIE.Cli.Tests.Weights;

public sealed class PublicWeightsTests
{
    [Theory]
    [InlineData("resnet18", "https://download.pytorch.org/models/resnet18-5c106cde.pth")]
    [InlineData("resnet50", "https://download.pytorch.org/models/resnet50-19c8e357.pth")]
    public void The_public_file_is_the_one_that_the_authors_name(string backbone, string address) =>
        PublicWeights.For(backbone)!.Address.ToString().ShouldBe(address);
}
