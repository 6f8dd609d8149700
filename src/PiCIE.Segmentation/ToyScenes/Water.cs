using System.Numerics;

namespace PiCIE.Segmentation.ToyScenes;

/// <summary>A stretch of water in the plane, between two distances and to one side or right across, with a wavering shore.</summary>
internal sealed record Water(float Near, float Far, float LeftEdge, float RightEdge, uint ShoreSeed)
{
    public static Water Draw(Dice dice)
    {
        uint seed = dice.Seed();
        return dice.Below(4) switch
        {
            0 => new Water(dice.Between(9f, 16f), 4000, -4000, 4000, seed),
            1 => new Water(dice.Between(7f, 10f), dice.Between(22f, 40f), -4000, 4000, seed),
            2 => new Water(0, dice.Between(25f, 4000f), -4000, dice.Between(-2.5f, 0.2f), seed),
            _ => new Water(0, dice.Between(25f, 4000f), dice.Between(-0.2f, 2.5f), 4000, seed),
        };
    }

    /// <summary>Returns whether a place is water, or (with <paramref name="margin"/> metres) close to it.</summary>
    public bool Covers(float x, float z, float margin = 0)
    {
        float wavering = 1 + (0.3f * (Noise.Smooth(x * 0.15f, 1, ShoreSeed) - 0.5f));
        float bend = 1.6f * (Noise.Smooth(z * 0.12f, 7, ShoreSeed) - 0.5f);
        return z > (Near * wavering) - margin && z < (Far * wavering) + margin && x > LeftEdge + bend - margin && x < RightEdge + bend + margin;
    }

    public void Paint(Canvas canvas, Camera camera, SceneLight light, Dice dice)
    {
        uint seed = dice.Seed();
        Vector3 body = Colours.Of(dice.Between(0.22f, 0.62f), dice.Between(0.15f, 0.65f), dice.Between(0.22f, 0.6f));
        float mirror = dice.Between(0.35f, 0.75f);
        float chop = dice.Between(0.16f, 0.42f);
        float length = dice.Between(0.5f, 1.3f);
        canvas.Paint(0, camera.HorizonY, canvas.Width, canvas.Height, ToyClass.Water, (x, y) =>
        {
            float depth = camera.Depth(y);
            float across = (x - camera.CentreX) * depth / camera.Focal;
            if (!Covers(across, depth))
            {
                return Vector4.Zero;
            }

            // Waves: long across the view, short along it; in the picture they stay a few rows high at any distance.
            float row = y - camera.HorizonY;
            float squeeze = 3 + (row * 0.06f);
            float wave = Noise.Smooth(x / (squeeze * 4.5f * length), row * 1.9f / MathF.Sqrt(squeeze), seed)
                + (0.6f * Noise.Smooth(x / (squeeze * 2f * length), row * 3.1f / MathF.Sqrt(squeeze), seed + 3)) - 0.8f;
            Vector3 reflected = Vector3.Lerp(light.SkyBottom, light.SkyTop, Math.Clamp(row / 50, 0, 1));
            Vector3 colour = Vector3.Lerp(light.Lit(body, 0.4f, depth), reflected, Math.Clamp(mirror + (0.35f * wave), 0, 1)) * (1 + (chop * wave));
            float glint = wave > 0.45f ? 0.5f * (light.Sun.X + 0.2f) : 0;
            return new Vector4(colour + new Vector3(glint), 1);
        });
    }
}
