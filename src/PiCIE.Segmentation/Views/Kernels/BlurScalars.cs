namespace PiCIE.Segmentation.Views.Kernels;

/// <summary>Blurs with boxes of any radius value by value: the fallback, and the reading by which the vector kernels are tested.</summary>
internal static unsafe class BlurScalars
{
    public static void Apply(byte* plane, int width, int height, BoxBlur box)
    {
        byte[] line = new byte[Math.Max(width, height)];
        for (int pass = 0; pass < BoxBlur.Passes; pass++)
        {
            for (int y = 0; y < height; y++)
            {
                Line(plane + ((long)y * width), width, 1, box, line);
            }
        }

        for (int pass = 0; pass < BoxBlur.Passes; pass++)
        {
            for (int x = 0; x < width; x++)
            {
                Line(plane + x, height, width, box, line);
            }
        }
    }

    private static void Line(byte* values, int length, int step, BoxBlur box, byte[] copy)
    {
        for (int i = 0; i < length; i++)
        {
            copy[i] = values[(long)i * step];
        }

        int At(int i) => copy[Math.Clamp(i, 0, length - 1)];
        for (int i = 0; i < length; i++)
        {
            uint sum = 0;
            for (int m = -box.Reach; m <= box.Reach; m++)
            {
                sum += (uint)At(i + m);
            }

            uint edges = (uint)(At(i - box.Reach - 1) + At(i + box.Reach + 1));
            values[(long)i * step] = (byte)(((box.Inner * sum) + (box.Edge * edges) + (1u << 23)) >> 24);
        }
    }
}
