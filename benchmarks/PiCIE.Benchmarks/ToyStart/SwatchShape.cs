namespace PiCIE.Benchmarks.ToyStart;

/// <summary>Outlines in the square from −1 to 1: whether a place is inside, and on which of two materials.</summary>
internal static class SwatchShape
{
    /// <summary>0: outside, 1: first material, 2: second material.</summary>
    private static readonly Func<float, float, int>[] Kinds =
    [
        (x, y) => Length(x, y) < 0.8f ? 1 : 0,
        (x, y) => Length(x, y) is > 0.45f and < 0.85f ? 1 : 0,
        (x, y) => MathF.Max(MathF.Abs(x), MathF.Abs(y)) < 0.7f ? 1 : 0,
        (x, y) => y < 0.7f && y > -0.8f && MathF.Abs(x) < (y + 0.8f) * 0.55f ? 1 : 0,
        (x, y) => MathF.Min(MathF.Abs(x), MathF.Abs(y)) < 0.25f && MathF.Max(MathF.Abs(x), MathF.Abs(y)) < 0.85f ? 1 : 0,
        (x, y) => Length(x, y) < 0.5f + (0.3f * MathF.Cos(5 * MathF.Atan2(y, x))) ? 1 : 0,
        (x, y) => Length(x, y) < 0.8f && Length(x - 0.35f, y - 0.1f) > 0.65f ? 1 : 0,
        (x, y) => Length(x, MathF.Max(MathF.Abs(y) - 0.55f, 0)) < 0.25f ? 1 : 0,
        (x, y) => Length(MathF.Max(MathF.Abs(x) - 0.55f, 0), y) < 0.28f ? 1 : 0,
        (x, y) => Length(x, y + 0.35f) < 0.45f ? 1 : MathF.Abs(x) < 0.1f && y is > 0 and < 0.9f ? 2 : 0,
        (x, y) => Length(MathF.Abs(x) - 0.55f, y) < 0.32f ? 2 : MathF.Abs(y) < 0.1f && MathF.Abs(x) < 0.6f ? 1 : 0,
        (x, y) => MathF.Abs(x) < 0.8f && y is > -0.3f and < 0.3f ? 1 : Length(MathF.Abs(x) - 0.5f, y - 0.4f) < 0.22f ? 2 : 0,
        (x, y) => Length(x, y) < 0.8f ? (Length(x, y) < 0.4f ? 2 : 1) : 0,
        (x, y) => MathF.Max(MathF.Abs(x), MathF.Abs(y)) < 0.75f ? (MathF.Max(MathF.Abs(x), MathF.Abs(y)) < 0.4f ? 2 : 1) : 0,
        (x, y) => MathF.Abs(x) + MathF.Abs(y) < 0.9f ? 1 : 0,
        (x, y) => MathF.Abs(y) < 0.7f && MathF.Abs(x) < 0.35f + (0.25f * MathF.Sin(5 * y)) ? 1 : 0,
    ];

    public static int Count => Kinds.Length;

    public static int At(int kind, float x, float y) => Kinds[kind](x, y);

    private static float Length(float x, float y) => MathF.Sqrt((x * x) + (y * y));
}
