using System.Diagnostics;

namespace PiCIE.Segmentation.Images;

/// <summary>Turns stored pixels so that the photograph stands upright.</summary>
internal static class UprightImage
{
    private const int Channels = 3;

    /// <summary>Returns the upright photograph; the same object where it stands upright already.</summary>
    /// <param name="stored">The stored pixels.</param>
    /// <param name="orientation">How they lie.</param>
    public static RgbImage Of(RgbImage stored, ExifOrientation orientation)
    {
        int w = stored.Width, h = stored.Height;
        return orientation switch
        {
            ExifOrientation.Upright => stored,
            ExifOrientation.Mirrored => Gathered(stored, w, h, w - 1, -1, w),
            ExifOrientation.UpsideDown => Gathered(stored, w, h, (w * h) - 1, -1, -w),
            ExifOrientation.MirroredUpsideDown => Gathered(stored, w, h, (h - 1) * w, 1, -w),
            ExifOrientation.Transposed => Gathered(stored, h, w, 0, w, 1),
            ExifOrientation.QuarterClockwise => Gathered(stored, h, w, (h - 1) * w, -w, 1),
            ExifOrientation.TransposedUpsideDown => Gathered(stored, h, w, (w * h) - 1, -w, -1),
            ExifOrientation.QuarterCounterClockwise => Gathered(stored, h, w, w - 1, w, -1),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Takes pixel <c>first + x · right + y · down</c> of the stored ones for each place.</summary>
    private static RgbImage Gathered(RgbImage stored, int width, int height, int first, int right, int down)
    {
        byte[] pixels = new byte[Channels * width * height];
        for (int y = 0, to = 0; y < height; y++)
        {
            for (int x = 0, from = Channels * (first + (y * down)); x < width; x++, to += Channels, from += Channels * right)
            {
                (pixels[to], pixels[to + 1], pixels[to + 2]) = (stored.Pixels[from], stored.Pixels[from + 1], stored.Pixels[from + 2]);
            }
        }

        return new RgbImage(width, height, pixels);
    }
}
