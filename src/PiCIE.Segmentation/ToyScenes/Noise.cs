namespace PiCIE.Segmentation.ToyScenes;

/// <summary>Computes noise on the plane, which is the grain of every surface.</summary>
internal static class Noise
{
    /// <summary>Returns an unrelated value in [0, 1) for each lattice point.</summary>
    public static float Cell(int x, int y, uint seed)
    {
        uint hash = ((uint)x * 0x8DA6B343) ^ ((uint)y * 0xD8163841) ^ (seed * 0xCB1AB31F);
        hash = (hash ^ (hash >> 16)) * 0x7FEB352D;
        hash = (hash ^ (hash >> 15)) * 0x846CA68B;
        return ((hash ^ (hash >> 16)) >> 8) * (1f / (1 << 24));
    }

    /// <summary>Returns smooth noise in [0, 1) with features about one unit wide.</summary>
    public static float Smooth(float x, float y, uint seed)
    {
        int column = (int)MathF.Floor(x);
        int row = (int)MathF.Floor(y);
        float u = Ease(x - column);
        float v = Ease(y - row);
        float top = Cell(column, row, seed) + (u * (Cell(column + 1, row, seed) - Cell(column, row, seed)));
        float bottom = Cell(column, row + 1, seed) + (u * (Cell(column + 1, row + 1, seed) - Cell(column, row + 1, seed)));
        return top + (v * (bottom - top));
    }

    /// <summary>Returns the sum of <paramref name="octaves"/> layers, each half as wide and half as strong as the one before; in [0, 1).</summary>
    public static float Fractal(float x, float y, uint seed, int octaves)
    {
        float sum = 0, total = 0, weight = 1;
        for (int octave = 0; octave < octaves; octave++)
        {
            sum += weight * Smooth(x, y, seed + (uint)octave);
            total += weight;
            weight *= 0.5f;
            (x, y) = ((2 * x) + 17.3f, (2 * y) + 9.1f);
        }

        return sum / total;
    }

    private static float Ease(float t) => t * t * (3 - (2 * t));
}
