using PiCIE.Segmentation.Networks;

namespace PiCIE.Segmentation.Tests.Networks;

/// <summary>Batches that cannot be computed are refused by the name of their setting before anything is made.</summary>
public sealed class BatchBoundsTests
{
    [Theory]
    [InlineData(32, 4, 9, true)]
    [InlineData(32, 1, 8, true)]
    [InlineData(32, 4, 1, true)]
    [InlineData(32, 4, 8, false)]
    [InlineData(40, 1, 9, false)]
    [InlineData(24, 2, 3, true)]
    public void One_photograph_with_one_pixel_is_refused_in_train_mode(int resolution, int batchSize, int photographs, bool refused)
    {
        BatchBounds.Require("BatchSize", batchSize, photographs, resolution, 128, trainMode: false);
        Action attempt = () => BatchBounds.Require("BatchSize", batchSize, photographs, resolution, 128, trainMode: true);
        if (refused)
        {
            Should.Throw<UnfitSettingException>(attempt).Message.ShouldContain($"BatchSize is {batchSize}");
        }
        else
        {
            attempt.ShouldNotThrow();
        }
    }

    /// <summary>The numbers of a batch: features N·(T/4)²·D, input N·T²·3, whichever is more.</summary>
    [Theory]
    [InlineData(1024, 256, 127, false)]
    [InlineData(1024, 256, 128, true)]
    [InlineData(2048, 16, 170, false)]
    [InlineData(2048, 16, 171, true)]
    public void A_batch_that_no_array_holds_is_refused_with_what_is_allowed(int resolution, int featureWidth, int batchSize, bool refused)
    {
        Action attempt = () => BatchBounds.Require("KMeans.BatchSize", batchSize, 5000, resolution, featureWidth, trainMode: true);
        if (refused)
        {
            string message = Should.Throw<UnfitSettingException>(attempt).Message;
            message.ShouldContain($"KMeans.BatchSize is {batchSize}");
            message.ShouldContain($"a resolution of {resolution}");
            message.ShouldContain($"allowed is at most {batchSize - 1}");
        }
        else
        {
            attempt.ShouldNotThrow();
        }
    }

    [Fact]
    public void Only_photographs_that_are_there_count() =>
        Should.NotThrow(() => BatchBounds.Require("BatchSize", 1_000_000, 100, 320, 256, trainMode: true));
}
