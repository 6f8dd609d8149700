using System.Numerics;

namespace PiCIE.Segmentation.ToyScenes;

/// <summary>A car, van or bus, seen from the side or from one end.</summary>
internal sealed record Vehicle(float X, float Z, Vehicle.Type Kind, bool FromEnd)
{
    private static readonly Vector3 Tyre = new(0.09f);

    public enum Type
    {
        Car,
        Van,
        Bus,
    }

    public float Length => FromEnd ? 1.85f : Kind switch { Type.Car => 4.2f, Type.Van => 5f, _ => 8.5f };

    public float Height => Kind switch { Type.Car => 1.5f, Type.Van => 2.2f, _ => 3f };

    public void Paint(Canvas canvas, Camera camera, SceneLight light, Dice dice)
    {
        float scale = camera.Scale(Z);
        (float left, float foot) = (camera.ScreenX(X - (Length / 2), Z), camera.ScreenY(0, Z));
        float right = left + (Length * scale);
        Livery paint = Livery.Draw(dice);
        bool facesLeft = dice.Chance(0.5f);
        canvas.Darken(left - (0.2f * scale), foot - (0.25f * scale), right + (0.2f * scale), foot + (0.22f * scale), (_, _) => 0.45f);
        canvas.Paint(left, foot - (Height * scale), right, foot + 1, ToyClass.Vehicle, (x, y) =>
        {
            float along = (x - left) / scale;
            float above = (foot - y) / scale;
            Vector3? colour = FromEnd ? End(along, above, paint, light) : Side(facesLeft ? along : Length - along, above, paint, light);
            return colour is { } seen ? new Vector4(light.Lit(seen, Math.Clamp(0.35f + (0.5f * above / Height), 0, 1), Z), 1) : Vector4.Zero;
        });
    }

    private Vector3? Side(float along, float above, Livery paint, SceneLight light)
    {
        float radius = Kind == Type.Car ? 0.33f : 0.4f;
        foreach (float axle in (ReadOnlySpan<float>)[0.19f * Length, 0.8f * Length])
        {
            float distance = MathF.Sqrt(((along - axle) * (along - axle)) + ((above - radius) * (above - radius)));
            if (distance < radius)
            {
                return distance < radius * 0.55f ? paint.Rim : Tyre;
            }
        }

        if (above < 0.25f || !Outline(along, above))
        {
            return null;
        }

        if (Glazed(along, above))
        {
            return Glass(along, above, paint, light);
        }

        return Body(along, above, paint, light);
    }

    private bool Outline(float along, float above)
    {
        if (Kind != Type.Car)
        {
            // Upright box with a slanted windscreen and rounded top.
            return along > 0.15f + (Kind == Type.Van ? MathF.Max(0, above - 1f) * 0.75f : MathF.Max(0, above - 1.4f) * 0.12f)
                && along < Length - 0.05f && above < Height - (MathF.Max(0, MathF.Abs(along - (Length / 2)) - (Length / 2) + 0.4f) * 0.3f);
        }

        return above < 0.85f
            ? along > 0.05f + (0.25f * MathF.Max(0, above - 0.6f)) && along < Length - 0.05f
            : along > 1.1f + ((above - 0.85f) * 0.95f) && along < Length - 0.45f - ((above - 0.85f) * 0.8f);
    }

    private bool Glazed(float along, float above) => Kind switch
    {
        Type.Car => above is > 0.88f and < 1.38f && along > 1.3f + ((above - 0.85f) * 0.95f) && along < Length - 0.65f - ((above - 0.85f) * 0.8f)
            && MathF.Abs(along - 2.35f) > 0.06f,
        Type.Van => above is > 1.1f and < 1.8f && along > 0.45f + ((above - 1f) * 0.75f) && along < 2.1f,
        _ => above is > 1.35f and < 2.45f && along > 0.3f && along < Length - 0.3f && along % 1.4f > 0.14f,
    };

    private Vector3 Body(float along, float above, Livery paint, SceneLight light)
    {
        if (above < 0.36f)
        {
            return Tyre * 1.8f;
        }

        if (along < 0.35f && above is > 0.55f and < 0.78f)
        {
            return new Vector3(0.95f, 0.93f, 0.8f);
        }

        if (along > Length - 0.25f && above is > 0.55f and < 0.85f)
        {
            return new Vector3(0.75f, 0.1f, 0.08f);
        }

        if (above > paint.StripeFrom && above < paint.StripeFrom + paint.StripeWidth)
        {
            return paint.Stripe;
        }

        // Polished: a soft reflection of the sky above the waist, of the ground below it.
        float waist = Kind == Type.Car ? 0.72f : 1f;
        return Vector3.Lerp(paint.Colour, above > waist ? light.SkyBottom : paint.Colour * 0.6f, above > waist ? 0.22f : Math.Clamp((waist - above) * 1.2f, 0, 0.7f));
    }

    private static Vector3 Glass(float along, float above, Livery paint, SceneLight light) =>
        Vector3.Lerp(paint.Glass, light.SkyBottom * 0.8f, ((along * 0.7f) + above) % 1.6f < 0.5f ? 0.45f : 0.15f);

    private Vector3? End(float along, float above, Livery paint, SceneLight light)
    {
        float half = Length / 2;
        float across = MathF.Abs(along - half);
        if (above < 0.32f)
        {
            return across is > 0.55f and < 0.85f ? Tyre : null;
        }

        float narrowing = Kind == Type.Car ? MathF.Max(0, above - 0.85f) * 0.42f : MathF.Max(0, above - (Height - 0.3f)) * 0.5f;
        if (across > half - 0.05f - narrowing)
        {
            return null;
        }

        (float sill, float top) = Kind switch { Type.Car => (0.9f, 1.38f), Type.Van => (1.1f, 1.85f), _ => (1.2f, 2.5f) };
        if (above > sill && above < top && across < half - 0.18f - narrowing)
        {
            return Glass(along, above, paint, light);
        }

        if (above is > 0.55f and < 0.78f && across > half - 0.45f)
        {
            return paint.FromBehind ? new Vector3(0.75f, 0.1f, 0.08f) : new Vector3(0.95f, 0.93f, 0.8f);
        }

        if (above is > 0.42f and < 0.56f && across < 0.3f)
        {
            return new Vector3(0.9f, 0.9f, 0.85f);
        }

        return above < 0.42f ? Tyre * 1.6f : Body(Length / 2, above, paint, light);
    }

    /// <summary>The colours of one vehicle.</summary>
    private sealed record Livery(Vector3 Colour, Vector3 Stripe, float StripeFrom, float StripeWidth, Vector3 Glass, Vector3 Rim, bool FromBehind)
    {
        public static Livery Draw(Dice dice)
        {
            Vector3 colour = dice.Chance(0.35f)
                ? new Vector3(dice.Between(0.12f, 0.92f))
                : Colours.Of(dice.Next(), dice.Between(0.45f, 0.9f), dice.Between(0.35f, 0.9f));
            return new Livery(
                colour.Vary(dice, 0.03f), Colours.Of(dice.Next(), dice.Between(0.1f, 0.8f), dice.Between(0.3f, 0.95f)),
                dice.Between(0.5f, 1.3f), dice.Chance(0.35f) ? dice.Between(0.1f, 0.3f) : 0,
                new Vector3(0.12f, 0.15f, 0.19f), new Vector3(dice.Between(0.35f, 0.75f)), dice.Chance(0.5f));
        }
    }
}
