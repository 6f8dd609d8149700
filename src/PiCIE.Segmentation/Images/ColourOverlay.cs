using PiCIE.Evaluation.Classes;

namespace PiCIE.Segmentation.Images;

/// <summary>Draws ids in colours over a photograph, so that people see which pixels went together.</summary>
public static class ColourOverlay
{
    /// <summary>
    /// Mixes each pixel with the colour of its id; pixels whose id is negative or has no colour show the photograph alone.
    /// </summary>
    /// <param name="photograph">The photograph.</param>
    /// <param name="ids">Row-major [H, W] ids of clusters or classes.</param>
    /// <param name="colours">The colour of each id from 0 on.</param>
    /// <param name="opacity">Share of the colour, 0 to 1.</param>
    /// <exception cref="ArgumentException">There is not one id a pixel.</exception>
    public static RgbImage Draw(RgbImage photograph, ReadOnlySpan<int> ids, IReadOnlyList<ClassColour> colours, double opacity = 0.5)
    {
        ArgumentNullException.ThrowIfNull(photograph);
        ArgumentNullException.ThrowIfNull(colours);
        ArgumentOutOfRangeException.ThrowIfLessThan(opacity, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(opacity, 1);
        if (ids.Length != photograph.Width * photograph.Height)
        {
            throw new ArgumentException($"A photograph of {photograph.Width}×{photograph.Height} needs as many ids, not {ids.Length}.", nameof(ids));
        }

        int share = (int)Math.Round(opacity * 256);
        byte[] pixels = (byte[])photograph.Pixels.Clone();
        for (int i = 0; i < ids.Length; i++)
        {
            if ((uint)ids[i] < (uint)colours.Count)
            {
                ClassColour colour = colours[ids[i]];
                pixels[3 * i] = Mix(pixels[3 * i], colour.Red, share);
                pixels[(3 * i) + 1] = Mix(pixels[(3 * i) + 1], colour.Green, share);
                pixels[(3 * i) + 2] = Mix(pixels[(3 * i) + 2], colour.Blue, share);
            }
        }

        return new RgbImage(photograph.Width, photograph.Height, pixels);
    }

    private static byte Mix(int photograph, int colour, int share) => (byte)(((photograph * (256 - share)) + (colour * share) + 128) >> 8);
}
