using PiCIE.Segmentation.Images;

namespace PiCIE.Stages;

/// <summary>Writes ids of pixels as a grey PNG, of 8 bits where they fit and else 16.</summary>
internal static class IdMask
{
    /// <summary>Writes ids from 0 to <paramref name="largest"/>.</summary>
    public static void Write(Stream target, int width, int height, ReadOnlySpan<int> ids, int largest)
    {
        if (largest <= byte.MaxValue)
        {
            byte[] narrow = new byte[ids.Length];
            for (int pixel = 0; pixel < ids.Length; pixel++)
            {
                narrow[pixel] = (byte)ids[pixel];
            }

            PngFile.WriteIds(target, width, height, narrow);
            return;
        }

        ushort[] wide = new ushort[ids.Length];
        for (int pixel = 0; pixel < ids.Length; pixel++)
        {
            wide[pixel] = (ushort)ids[pixel];
        }

        PngFile.WriteIds(target, width, height, wide);
    }
}
