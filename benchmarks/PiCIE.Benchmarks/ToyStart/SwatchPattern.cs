using PiCIE.Segmentation.ToyScenes;

namespace PiCIE.Benchmarks.ToyStart;

/// <summary>Flat patterns: a place (in pattern units) gives the mix of the two colours, 0 to 1.</summary>
internal static class SwatchPattern
{
    public static int Count => Kinds.Length;

    private static readonly Func<float, float, uint, float>[] Kinds =
    [
        (x, y, _) => 0.5f + (0.06f * x) + (0.04f * y),
        (x, y, seed) => Sharpen(Noise.Fractal(x * 0.35f, y * 0.35f, seed, 4), 3),
        (x, y, seed) => Noise.Cell((int)MathF.Floor(x * 4), (int)MathF.Floor(y * 4), seed),
        (x, y, seed) => Sharpen(Noise.Smooth(x * 0.9f, y * 0.9f, seed), 8),
        (_, y, _) => Fraction(y * 0.6f) < 0.5f ? 1 : 0,
        (x, _, _) => Fraction(x * 0.6f) < 0.5f ? 1 : 0,
        (x, y, _) => Fraction((x + y) * 0.45f) < 0.5f ? 1 : 0,
        (x, y, _) => (Fraction(x * 0.4f) < 0.5f) ^ (Fraction(y * 0.4f) < 0.5f) ? 1 : 0,
        (x, y, _) => Distance(Fraction(x * 0.6f) - 0.5f, Fraction(y * 0.6f) - 0.5f) < 0.28f ? 1 : 0,
        Spots,
        Bricks,
        (x, y, _) => MathF.Min(Fraction(x * 0.4f), Fraction(y * 0.4f)) < 0.14f ? 1 : 0,
        (x, y, seed) => Sharpen(Noise.Smooth(x * 0.3f, y * 1.7f, seed), 3),
        (x, y, seed) => 0.5f + (0.5f * MathF.Sin((x * 1.2f) + (6 * Noise.Fractal(x * 0.3f, y * 0.3f, seed, 3)))),
        (x, y, seed) => Sharpen(Noise.Smooth(x * 1.9f, y * 0.25f, seed), 2.5f),
        Cells,
        (x, y, _) => Scales(x, y),
        (x, y, seed) => MathF.Max(Sharpen(Noise.Smooth(x * 2.2f, y * 2.2f, seed), 4), Sharpen(Noise.Smooth(x * 1.1f, y * 1.1f, seed + 1), 6) * 0.5f),
        (x, y, _) => (Fraction(x * 0.8f) < 0.5f) ^ (Fraction(y * 0.8f + (MathF.Floor(x * 1.6f) * 0.25f)) < 0.5f) ? 1 : 0.35f * Fraction(x * 1.6f),
        (x, y, _) => MathF.Max(MathF.Abs(Fraction(x * 0.35f) - 0.5f), MathF.Abs(Fraction(y * 0.35f) - 0.5f)) < 0.3f ? 1 : 0,
        (x, y, _) => Fraction(Distance(x, y) * 0.6f) < 0.5f ? 1 : 0,
        (x, y, _) => Fraction((MathF.Abs(Fraction(x * 0.25f) - 0.5f) * 2) + (y * 0.5f)) < 0.5f ? 1 : 0,
        (x, y, seed) => Noise.Fractal(x * 1.5f, y * 1.5f, seed, 2),
        (x, y, seed) => Fraction(8 * Noise.Fractal(x * 0.15f, y * 0.15f, seed, 2)) < 0.5f ? 1 : 0,
    ];

    public static float At(int kind, float x, float y, uint seed) => Math.Clamp(Kinds[kind](x, y, seed), 0, 1);

    private static float Fraction(float value) => value - MathF.Floor(value);

    private static float Distance(float x, float y) => MathF.Sqrt((x * x) + (y * y));

    private static float Sharpen(float value, float slope) => 0.5f + ((value - 0.5f) * slope);

    private static float Spots(float x, float y, uint seed)
    {
        (int column, int row) = ((int)MathF.Floor(x * 0.7f), (int)MathF.Floor(y * 0.7f));
        (float u, float v) = (Fraction(x * 0.7f) - 0.5f, Fraction(y * 0.7f) - 0.5f);
        float radius = 0.12f + (0.2f * Noise.Cell(column, row, seed));
        return Distance(u - (0.3f * (Noise.Cell(column, row, seed + 1) - 0.5f)), v - (0.3f * (Noise.Cell(column, row, seed + 2) - 0.5f))) < radius ? 1 : 0;
    }

    private static float Bricks(float x, float y, uint seed)
    {
        float row = MathF.Floor(y * 0.7f);
        float along = (x * 0.35f) + (row * 0.5f);
        bool joint = Fraction(y * 0.7f) < 0.18f || Fraction(along) < 0.08f;
        return joint ? 1 : 0.35f * Noise.Cell((int)MathF.Floor(along), (int)row, seed);
    }

    private static float Cells(float x, float y, uint seed)
    {
        (int column, int row) = ((int)MathF.Floor(x * 0.5f), (int)MathF.Floor(y * 0.5f));
        (float nearest, float second) = (9f, 9f);
        for (int dy = -1; dy <= 1; dy++)
        {
            for (int dx = -1; dx <= 1; dx++)
            {
                float distance = Distance(
                    column + dx + Noise.Cell(column + dx, row + dy, seed) - (x * 0.5f), row + dy + Noise.Cell(column + dx, row + dy, seed + 7) - (y * 0.5f));
                (nearest, second) = distance < nearest ? (distance, nearest) : (nearest, MathF.Min(second, distance));
            }
        }

        return Sharpen((second - nearest) * 2.5f, 1.5f);
    }

    private static float Scales(float x, float y)
    {
        float row = MathF.Floor(y * 0.6f);
        (float u, float v) = (Fraction((x * 0.5f) + (row * 0.5f)) - 0.5f, Fraction(y * 0.6f));
        return Distance(u, v * 0.6f) is > 0.42f or < 0.1f ? 1 : v * 0.5f;
    }
}
