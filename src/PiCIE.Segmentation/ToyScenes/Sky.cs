using System.Numerics;

namespace PiCIE.Segmentation.ToyScenes;

/// <summary>Paints the sky behind everything: brighter towards the horizon, with drifting clouds.</summary>
internal static class Sky
{
    public static void Paint(Canvas canvas, Camera camera, SceneLight light, Dice dice)
    {
        uint seed = dice.Seed();
        float stretch = dice.Between(1.6f, 3.2f);
        float size = dice.Between(18f, 42f);
        float threshold = 0.72f - (0.42f * light.Clouds);
        Vector3 cloud = Vector3.Lerp(light.SkyBottom, Vector3.One * 0.95f, 0.55f) * dice.Between(0.88f, 1f);
        Vector3 shade = Vector3.Lerp(light.SkyTop, light.SkyBottom, 0.5f) * 0.88f;
        canvas.Paint(0, 0, canvas.Width, canvas.Height, ToyClass.Sky, (x, y) =>
        {
            float height = Math.Clamp(y / camera.HorizonY, 0, 1);
            Vector3 clear = Vector3.Lerp(light.SkyTop, light.SkyBottom, height * height);
            float cover = Noise.Fractal(x / (size * stretch), y / size * (1 + height), seed, 5);
            float density = Math.Clamp((cover - threshold) * 5, 0, 1) * (1 - (0.5f * height));
            float thick = Math.Clamp((cover - threshold) * 2.6f, 0, 1);
            return new Vector4(Vector3.Lerp(clear, Vector3.Lerp(cloud, shade, thick), density), 1);
        });
    }
}
