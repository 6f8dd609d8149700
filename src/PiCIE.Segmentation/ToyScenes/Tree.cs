using System.Numerics;

namespace PiCIE.Segmentation.ToyScenes;

/// <summary>A broad-leaved tree, a conifer or a bush at a place of the plane.</summary>
internal sealed record Tree(float X, float Z, float Height, Tree.Shape Kind)
{
    public enum Shape
    {
        Broad,
        Conifer,
        Bush,
    }

    public void Paint(Canvas canvas, Camera camera, SceneLight light, Dice dice)
    {
        float scale = camera.Scale(Z);
        (float middle, float foot) = (camera.ScreenX(X, Z), camera.ScreenY(0, Z));
        float height = Height * scale;
        Vector3 leaf = LeafColour(dice);
        if (Kind != Shape.Bush)
        {
            PaintTrunk(canvas, light, middle, foot, height, dice);
        }

        if (Kind == Shape.Conifer)
        {
            PaintConifer(canvas, light, middle, foot, height, leaf, dice);
        }
        else
        {
            PaintCrown(canvas, light, middle, foot, height, leaf, dice);
        }
    }

    private Vector3 LeafColour(Dice dice) => Kind == Shape.Conifer
        ? Colours.Of(dice.Between(0.25f, 0.5f), dice.Between(0.25f, 0.6f), dice.Between(0.25f, 0.5f))
        : dice.Below(5) switch
        {
            0 => Colours.Of(dice.Between(0.0f, 0.13f), dice.Between(0.5f, 0.8f), dice.Between(0.5f, 0.8f)),
            1 => Colours.Of(dice.Between(0.9f, 1f), dice.Between(0.12f, 0.35f), dice.Between(0.75f, 0.92f)),
            _ => Colours.Of(dice.Between(0.18f, 0.36f), dice.Between(0.35f, 0.7f), dice.Between(0.3f, 0.62f)),
        };

    private void PaintTrunk(Canvas canvas, SceneLight light, float middle, float foot, float height, Dice dice)
    {
        float half = MathF.Max(height * 0.035f, 0.8f);
        Vector3 bark = Colours.Of(dice.Between(0.04f, 0.1f), dice.Between(0.1f, 0.5f), dice.Between(0.25f, 0.55f));
        uint seed = dice.Seed();
        canvas.Paint(middle - (half * 1.6f), foot - (height * 0.6f), middle + (half * 1.6f), foot, ToyClass.Tree, (x, y) =>
        {
            float above = (foot - y) / height;
            float across = (x - middle) / (half * (1 + (0.5f * MathF.Max(0, 0.12f - above) / 0.12f)));
            return MathF.Abs(across) > 1
                ? Vector4.Zero
                : new Vector4(light.Lit(bark * (0.7f + (0.6f * Noise.Smooth(x * 1.4f, y * 0.3f, seed))), 0.5f + (0.4f * across * light.SunSide), Z), 1);
        });
    }

    private void PaintConifer(Canvas canvas, SceneLight light, float middle, float foot, float height, Vector3 leaf, Dice dice)
    {
        float half = height * dice.Between(0.2f, 0.3f);
        float tiers = dice.Between(4f, 8f);
        uint seed = dice.Seed();
        float grain = MathF.Max(height / 45, 0.75f);
        (float top, float bottom) = (foot - height, foot - (height * 0.1f));
        canvas.Paint(middle - half, top, middle + half, bottom, ToyClass.Tree, (x, y) =>
        {
            float down = (y - top) / (bottom - top);
            float tier = (down * tiers) % 1;
            float edge = half * down * (0.62f + (0.38f * tier)) * (0.8f + (0.4f * Noise.Smooth(0, y / grain, seed)));
            float across = (x - middle) / MathF.Max(edge, 0.3f);
            if (MathF.Abs(across) > 1)
            {
                return Vector4.Zero;
            }

            float needle = Noise.Smooth(x / grain, y / (grain * 1.6f), seed + 1);
            float facing = Math.Clamp(0.45f + (0.45f * across * light.SunSide) + (0.5f * (tier - 0.6f)), 0, 1);
            return new Vector4(light.Lit(leaf * (0.4f + (0.95f * needle)), facing, Z), 1);
        });
    }

    /// <summary>Paints a crown of leaf clumps, each lit like a ball, with gaps of sky at the rim.</summary>
    private void PaintCrown(Canvas canvas, SceneLight light, float middle, float foot, float height, Vector3 leaf, Dice dice)
    {
        bool bush = Kind == Shape.Bush;
        (float half, float up) = (height * (bush ? dice.Between(0.6f, 1f) : dice.Between(0.32f, 0.46f)), height * (bush ? 0.5f : 0.34f));
        float centreY = foot - height + up;
        Vector3[] clumps = new Vector3[bush ? 7 : 13];
        for (int index = 0; index < clumps.Length; index++)
        {
            float angle = dice.Between(0, MathF.Tau);
            float reach = MathF.Sqrt(dice.Next()) * 0.68f;
            clumps[index] = new Vector3(middle + (half * reach * MathF.Cos(angle)), centreY + (up * reach * MathF.Sin(angle)), MathF.Min(half, up) * dice.Between(0.38f, 0.62f));
        }

        uint seed = dice.Seed();
        float grain = Math.Clamp(height / 42, 0.75f, 2.2f);
        canvas.Paint(middle - (half * 1.3f), centreY - (up * 1.3f), middle + (half * 1.3f), MathF.Min(centreY + (up * 1.3f), foot), ToyClass.Tree, (x, y) =>
        {
            float leaves = Noise.Fractal(x / (grain * 1.6f), y / (grain * 1.6f), seed, 2);
            (float best, float facing) = (0f, 0f);
            foreach (Vector3 clump in clumps)
            {
                (float dx, float dy) = ((x - clump.X) / clump.Z, (y - clump.Y) / clump.Z);
                float inside = 1 + (0.5f * (leaves - 0.5f)) - MathF.Sqrt((dx * dx) + (dy * dy));
                if (inside > best)
                {
                    (best, facing) = (inside, 0.5f + (0.35f * dx * light.SunSide) - (0.4f * dy));
                }
            }

            return best <= 0
                ? Vector4.Zero
                : new Vector4(light.Lit(leaf * (0.35f + (1.05f * leaves)), Math.Clamp(facing, 0, 1), Z), 1);
        });
    }
}
