namespace PiCIE.Segmentation.Tests.Views;

/// <summary>Float maps in tests: between the two orders of memory, and compared.</summary>
internal static class Maps
{
    /// <summary>[H, W, C] to [C, H, W].</summary>
    public static float[] ToChannelsFirst(ReadOnlySpan<float> map, int height, int width, int channels)
    {
        float[] result = new float[map.Length];
        for (int pixel = 0; pixel < height * width; pixel++)
        {
            for (int c = 0; c < channels; c++)
            {
                result[(c * height * width) + pixel] = map[(pixel * channels) + c];
            }
        }

        return result;
    }

    /// <summary>[C, H, W] to [H, W, C].</summary>
    public static float[] ToChannelsLast(ReadOnlySpan<float> map, int height, int width, int channels)
    {
        float[] result = new float[map.Length];
        for (int pixel = 0; pixel < height * width; pixel++)
        {
            for (int c = 0; c < channels; c++)
            {
                result[(pixel * channels) + c] = map[(c * height * width) + pixel];
            }
        }

        return result;
    }

    public static void ShouldBeWithin(this float[] actual, ReadOnlySpan<float> expected, float tolerance, string? what = null)
    {
        actual.Length.ShouldBe(expected.Length, what);
        float worst = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(actual[i] - expected[i]));
        }

        // A NaN sorts below every tolerance.
        float.IsNaN(worst).ShouldBeFalse(what);
        worst.ShouldBeLessThanOrEqualTo(tolerance, what);
    }
}
