using PiCIE.Evaluation.Text;

namespace PiCIE.Evaluation.Tests.Text;

public sealed class NearestNameSlipTests
{
    private static readonly string[] Known = ["epochs", "batchSize", "learningRate", "k", "kmeans", "keepEpochs"];

    [Theory]
    [InlineData("epoch", "epochs")]
    [InlineData("epcohs", "epochs")]
    [InlineData("batch_size", "batchSize")]
    [InlineData("LEARNINGRATE", "learningRate")]
    [InlineData("kmean", "kmeans")]
    public void A_slip_is_understood(string written, string meant) => NearestName.Of(written, Known).ShouldBe(meant);

    [Theory]
    [InlineData("zebra")]
    [InlineData("resolution")]
    public void A_word_near_nothing_has_no_nearest(string written) => NearestName.Of(written, Known).ShouldBeNull();
}
