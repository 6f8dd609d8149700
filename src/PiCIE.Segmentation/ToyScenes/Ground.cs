using System.Numerics;

namespace PiCIE.Segmentation.ToyScenes;

/// <summary>Paints the plane that everything stands on, and the road on it.</summary>
internal static class Ground
{
    private enum Material
    {
        Grass,
        Leaves,
        Sand,
        Soil,
        Snow,
        Paving,
        Asphalt,
    }

    public static void Paint(Canvas canvas, Camera camera, SceneLight light, Dice dice)
    {
        Func<float, float, Vector3> surface = Surface(dice.Pick(Material.Grass, Material.Grass, Material.Leaves, Material.Sand, Material.Soil, Material.Snow, Material.Paving, Material.Asphalt), dice);
        canvas.Paint(0, camera.HorizonY, canvas.Width, canvas.Height, ToyClass.Ground, (x, y) =>
        {
            float depth = camera.Depth(y);
            float across = (x - camera.CentreX) * depth / camera.Focal;
            return new Vector4(light.Lit(surface(across, depth), 0.8f, depth), 1);
        });
    }

    /// <summary>Paints a road from the foreground to the horizon, <paramref name="halfWidth"/> metres to each side of <paramref name="middle"/>.</summary>
    public static void PaintRoad(Canvas canvas, Camera camera, SceneLight light, float middle, float halfWidth, Dice dice)
    {
        Func<float, float, Vector3> surface = Surface(dice.Pick(Material.Asphalt, Material.Asphalt, Material.Paving, Material.Soil), dice);
        bool marked = dice.Chance(0.6f);
        canvas.Paint(0, camera.HorizonY, canvas.Width, canvas.Height, ToyClass.Ground, (x, y) =>
        {
            float depth = camera.Depth(y);
            float across = ((x - camera.CentreX) * depth / camera.Focal) - middle;
            if (MathF.Abs(across) > halfWidth)
            {
                return Vector4.Zero;
            }

            bool kerb = MathF.Abs(across) > halfWidth - 0.25f;
            bool dash = marked && MathF.Abs(across) < 0.1f && depth % 5 < 2.5f;
            Vector3 colour = dash ? new Vector3(0.85f) : kerb ? new Vector3(0.6f) : surface(across, depth);
            return new Vector4(light.Lit(colour, 0.8f, depth), 1);
        });
    }

    private static Func<float, float, Vector3> Surface(Material material, Dice dice)
    {
        uint seed = dice.Seed();
        return material switch
        {
            Material.Grass => Grain(Colours.Of(dice.Between(0.17f, 0.33f), dice.Between(0.35f, 0.65f), dice.Between(0.4f, 0.62f)), 0.42f, 9, seed),
            Material.Leaves => Speckle(
                Colours.Of(dice.Between(0.15f, 0.3f), 0.45f, 0.45f), Colours.Of(dice.Between(0.03f, 0.12f), 0.7f, dice.Between(0.55f, 0.8f)), seed),
            Material.Sand => Grain(Colours.Of(dice.Between(0.09f, 0.13f), dice.Between(0.25f, 0.45f), dice.Between(0.7f, 0.88f)), 0.16f, 3, seed),
            Material.Soil => Grain(Colours.Of(dice.Between(0.04f, 0.1f), dice.Between(0.3f, 0.5f), dice.Between(0.35f, 0.55f)), 0.4f, 5, seed),
            Material.Snow => Grain(new Vector3(0.86f, 0.89f, 0.93f).Vary(dice, 0.03f), 0.1f, 2, seed),
            Material.Paving => Tiles(Colours.Of(dice.Between(0f, 1f), dice.Between(0.02f, 0.25f), dice.Between(0.45f, 0.75f)), dice.Between(0.5f, 1.2f), seed),
            _ => Grain(new Vector3(dice.Between(0.28f, 0.5f)).Vary(dice, 0.03f), 0.2f, 12, seed),
        };
    }

    private static Func<float, float, Vector3> Grain(Vector3 colour, float strength, float frequency, uint seed) => (across, depth) =>
    {
        // Grain finer than a pixel would only flicker: it fades with distance.
        float fine = Noise.Smooth(across * frequency, depth * frequency, seed) - 0.5f;
        float coarse = Noise.Fractal(across * 0.4f, depth * 0.4f, seed + 9, 3) - 0.5f;
        return colour * (1 + (strength * fine * Math.Min(1, 16 / depth)) + (strength * 0.9f * coarse));
    };

    private static Func<float, float, Vector3> Speckle(Vector3 colour, Vector3 leaf, uint seed) => (across, depth) =>
    {
        float dense = Noise.Fractal(across * 0.3f, depth * 0.3f, seed, 3);
        float fallen = Noise.Smooth(across * 8, depth * 8, seed + 5);
        return Vector3.Lerp(colour, leaf * (0.7f + (0.5f * fallen)), Math.Clamp((fallen + dense - 0.95f) * 5, 0, 1));
    };

    private static Func<float, float, Vector3> Tiles(Vector3 colour, float size, uint seed) => (across, depth) =>
    {
        float column = MathF.Floor(across / size);
        float row = MathF.Floor(depth / size);
        bool joint = MathF.Min(across - (column * size), depth - (row * size)) < 0.07f * size * Math.Min(3, 1 + (depth / 8));
        float tone = 0.9f + (0.22f * Noise.Cell((int)column, (int)row, seed)) + (0.12f * (Noise.Smooth(across * 6, depth * 6, seed) - 0.5f));
        return colour * (joint && depth < 25 ? tone * 0.72f : tone);
    };
}
