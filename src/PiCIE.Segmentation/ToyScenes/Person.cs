using System.Numerics;

namespace PiCIE.Segmentation.ToyScenes;

/// <summary>A person, standing or walking, at a place of the plane.</summary>
internal sealed record Person(float X, float Z, float Height)
{
    public void Paint(Canvas canvas, Camera camera, SceneLight light, Dice dice)
    {
        // Built for a person of 1 unit: every length below is a share of the height.
        float unit = Height * camera.Scale(Z);
        (float middle, float foot) = (camera.ScreenX(X, Z), camera.ScreenY(0, Z));
        Clothes dress = Clothes.Draw(dice);
        float stride = dice.Between(-0.13f, 0.13f);
        float swing = dice.Between(-0.12f, 0.12f);
        float lean = dice.Between(-0.02f, 0.02f);
        canvas.Darken(middle - (0.22f * unit), foot - (0.035f * unit), middle + (0.22f * unit), foot + (0.03f * unit), (_, _) => 0.55f);
        canvas.Paint(middle - (0.4f * unit), foot - unit, middle + (0.4f * unit), foot + 1, ToyClass.Person, (x, y) =>
        {
            (float across, float above) = (((x - middle) / unit) - (lean * (foot - y) / unit), (foot - y) / unit);
            float facing = Math.Clamp(0.5f + (3.5f * across * light.SunSide), 0, 1);
            return Seen(across, above, dress, stride, swing) is { } colour ? new Vector4(light.Lit(colour, facing, Z), 1) : Vector4.Zero;
        });
    }

    private static Vector3? Seen(float across, float above, Clothes dress, float stride, float swing)
    {
        if (InEllipse(across, above - 0.925f, 0.055f, 0.072f))
        {
            bool hair = above > 0.945f || (dress.LongHair && MathF.Abs(across) > 0.03f);
            return hair ? dress.Hair : dress.Skin;
        }

        // Arms from the shoulders, hands at their ends.
        foreach (float side in (ReadOnlySpan<float>)[-1, 1])
        {
            if (NearSegment(across, above, side * 0.115f, 0.79f, (side * 0.15f) + (side * swing), 0.45f, 0.03f))
            {
                return above < 0.485f ? dress.Skin : dress.Top * 0.88f;
            }
        }

        if (above is > 0.46f and < 0.84f && MathF.Abs(across) < 0.1f + (0.04f * MathF.Min(1, (above - 0.46f) / 0.3f)) - (MathF.Max(0, above - 0.79f) * 0.9f))
        {
            return dress.TopAt(across, above);
        }

        if (above is > 0.82f and < 0.88f && MathF.Abs(across) < 0.028f)
        {
            return dress.Skin;
        }

        if (dress.Skirt && above is > 0.28f and <= 0.48f && MathF.Abs(across) < 0.1f + ((0.48f - above) * 0.35f))
        {
            return dress.Bottom;
        }

        foreach (float side in (ReadOnlySpan<float>)[-1, 1])
        {
            if (NearSegment(across, above, side * 0.05f, 0.48f, (side * 0.06f) + (side * stride), 0.02f, 0.046f))
            {
                return above < 0.05f ? dress.Shoes : dress.Skirt && above < 0.28f ? dress.Skin : dress.Bottom;
            }
        }

        return null;
    }

    private static bool InEllipse(float x, float y, float halfWidth, float halfHeight) =>
        ((x * x) / (halfWidth * halfWidth)) + ((y * y) / (halfHeight * halfHeight)) < 1;

    private static bool NearSegment(float x, float y, float fromX, float fromY, float toX, float toY, float radius)
    {
        (float dx, float dy) = (toX - fromX, toY - fromY);
        float t = Math.Clamp((((x - fromX) * dx) + ((y - fromY) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
        (float offX, float offY) = (x - fromX - (t * dx), y - fromY - (t * dy));
        return (offX * offX) + (offY * offY) < radius * radius;
    }

    /// <summary>The clothes of one person.</summary>
    private sealed record Clothes(Vector3 Skin, Vector3 Hair, Vector3 Top, Vector3 Second, Vector3 Bottom, Vector3 Shoes, int Pattern, bool LongHair, bool Skirt)
    {
        public static Clothes Draw(Dice dice) => new(
            Colours.Of(dice.Between(0.04f, 0.09f), dice.Between(0.3f, 0.6f), dice.Between(0.35f, 0.92f)),
            Colours.Of(dice.Between(0.03f, 0.12f), dice.Between(0.1f, 0.7f), dice.Between(0.08f, 0.6f)),
            Colours.Of(dice.Next(), dice.Between(0.1f, 0.85f), dice.Between(0.25f, 0.95f)),
            Colours.Of(dice.Next(), dice.Between(0f, 0.6f), dice.Between(0.3f, 0.95f)),
            Colours.Of(dice.Between(0.5f, 0.75f), dice.Between(0.05f, 0.6f), dice.Between(0.12f, 0.6f)).Vary(dice, 0.05f),
            new Vector3(dice.Between(0.08f, 0.4f)).Vary(dice, 0.04f), dice.Below(4), dice.Chance(0.4f), dice.Chance(0.25f));

        /// <summary>Returns the colour of the top at a place: plain, hooped, or an open jacket over a shirt.</summary>
        public Vector3 TopAt(float across, float above) => Pattern switch
        {
            0 => above % 0.09f < 0.04f ? Second : Top,
            1 => MathF.Abs(across) < 0.03f ? Second : Top,
            _ => Top,
        };
    }
}
