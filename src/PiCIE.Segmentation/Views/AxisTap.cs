namespace PiCIE.Segmentation.Views;

/// <summary>Says from which sources one value along an axis comes: (1 − weight)·source[low] + weight·source[high] (science.md A.7).</summary>
internal readonly record struct AxisTap(int Low, int High, float Weight)
{
    /// <summary>
    /// Computes the taps of a bilinear resize of the <paramref name="length"/> values from <paramref name="start"/> on, mirrored if
    /// <paramref name="flip"/> is set.
    /// </summary>
    public static AxisTap[] Bilinear(int start, int length, int targetLength, bool flip)
    {
        AxisTap[] taps = new AxisTap[targetLength];
        float ratio = (float)length / targetLength;
        for (int x = 0; x < targetLength; x++)
        {
            float position = Math.Max((ratio * (x + 0.5f)) - 0.5f, 0);
            int low = Math.Min((int)position, length - 1);
            int high = Math.Min(low + 1, length - 1);
            taps[flip ? targetLength - 1 - x : x] = new AxisTap(start + low, start + high, position - low);
        }

        return taps;
    }
}
