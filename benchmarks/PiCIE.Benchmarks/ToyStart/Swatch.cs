using System.Numerics;
using PiCIE.Segmentation.ToyScenes;

namespace PiCIE.Benchmarks.ToyStart;

/// <summary>
/// A small picture with one of <see cref="Classes"/> labels: a flat pattern or an outline, turned, scaled, in any colours, light and noise.
/// Nothing in it is taken from the toy scenes; only the noise functions are shared.
/// </summary>
internal static class Swatch
{
    public static int Classes => SwatchPattern.Count + SwatchShape.Count;

    /// <summary>Draws picture <paramref name="number"/>: RGB bytes <c>[size, size, 3]</c> and its label.</summary>
    public static int Draw(long seed, long number, int size, Span<byte> pixels)
    {
        Dice dice = Dice.For(seed, number);
        int label = dice.Below(Classes);
        Material front = Material.Draw(dice);
        Material second = Material.Draw(dice);
        Material ground = Material.Draw(dice);
        if (label < SwatchPattern.Count)
        {
            ground = ground with { Kind = label };
        }

        int shape = label - SwatchPattern.Count;
        Frame frame = Frame.Draw(dice, size, dice.Between(0.35f, 1.05f) * size / 2, 0.22f * size);
        Vector3 light = new(dice.Between(-0.35f, 0.35f), dice.Between(-0.35f, 0.35f), dice.Between(0.6f, 1.2f));
        float noise = dice.Between(0f, 0.06f);
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                (float u, float v) = frame.At(x, y);
                int inside = shape < 0 ? 0 : SwatchShape.At(shape, u, v);
                Material material = inside switch { 0 => ground, 1 => front, _ => second };
                Vector3 colour = material.At(x, y);
                colour *= light.Z + (light.X * ((float)x / size - 0.5f)) + (light.Y * ((float)y / size - 0.5f));
                for (int channel = 0; channel < 3; channel++)
                {
                    float value = colour[channel] + (noise * 2.4f * (dice.Next() + dice.Next() - 1));
                    pixels[(((y * size) + x) * 3) + channel] = (byte)Math.Clamp((value * 255) + 0.5f, 0, 255);
                }
            }
        }

        return label;
    }

    /// <summary>Turn, scale, stretch and place: from pixels to a drawing's own units.</summary>
    private sealed record Frame(float CentreX, float CentreY, float Cosine, float Sine, float ScaleX, float ScaleY)
    {
        public static Frame Draw(Dice dice, int size, float unit, float shift)
        {
            float turn = dice.Between(-0.3f, 0.3f);
            return new Frame(
                (size / 2f) + dice.Between(-shift, shift), (size / 2f) + dice.Between(-shift, shift), MathF.Cos(turn), MathF.Sin(turn),
                1 / (unit * dice.Between(0.75f, 1.3f)), 1 / (unit * dice.Between(0.75f, 1.3f)));
        }

        public (float X, float Y) At(float x, float y)
        {
            (float dx, float dy) = (x - CentreX, y - CentreY);
            return (((Cosine * dx) + (Sine * dy)) * ScaleX, ((Cosine * dy) - (Sine * dx)) * ScaleY);
        }
    }

    /// <summary>A pattern between two colours.</summary>
    private sealed record Material(int Kind, Vector3 From, Vector3 To, Frame Place, uint Seed)
    {
        public static Material Draw(Dice dice)
        {
            Vector3 from = Colours.Of(dice.Next(), dice.Between(0f, 0.9f), dice.Between(0.15f, 1f));
            Vector3 other = Colours.Of(dice.Next(), dice.Between(0f, 0.9f), dice.Between(0.15f, 1f));
            Vector3 to = Vector3.Lerp(from, dice.Chance(0.5f) ? other : from * dice.Between(0.3f, 0.8f), dice.Between(0.5f, 1f));
            return new Material(dice.Below(SwatchPattern.Count), from, to, Frame.Draw(dice, 64, dice.Between(3f, 9f), 20), dice.Seed());
        }

        public Vector3 At(float x, float y)
        {
            (float u, float v) = Place.At(x, y);
            return Vector3.Lerp(From, To, SwatchPattern.At(Kind, u, v, Seed));
        }
    }
}
