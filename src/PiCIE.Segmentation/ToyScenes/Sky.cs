using System.Numerics;

namespace PiCIE.Segmentation.ToyScenes;

/// <summary>The sky behind everything: brighter towards the horizon, with drifting clouds.</summary>
internal static class Sky
{
    public static void Paint(Canvas canvas, Camera camera, SceneLight light, Dice dice)
    {
        var seed = dice.Seed();
        var stretch = dice.Between(1.6f, 3.2f);
        var size = dice.Between(18f, 42f);
        var threshold = 0.72f - (0.42f * light.Clouds);
        var cloud = Vector3.Lerp(light.SkyBottom, Vector3.One * 0.95f, 0.55f) * dice.Between(0.88f, 1f);
        var shade = Vector3.Lerp(light.SkyTop, light.SkyBottom, 0.5f) * 0.88f;
        canvas.Paint(0, 0, canvas.Width, canvas.Height, ToyClass.Sky, (x, y) =>
        {
            var height = Math.Clamp(y / camera.HorizonY, 0, 1);
            var clear = Vector3.Lerp(light.SkyTop, light.SkyBottom, height * height);
            var cover = Noise.Fractal(x / (size * stretch), y / size * (1 + height), seed, 5);
            var density = Math.Clamp((cover - threshold) * 5, 0, 1) * (1 - (0.5f * height));
            var thick = Math.Clamp((cover - threshold) * 2.6f, 0, 1);
            return new Vector4(Vector3.Lerp(clear, Vector3.Lerp(cloud, shade, thick), density), 1);
        });
    }
}
