using System.Numerics;

namespace PiCIE.Segmentation.ToyScenes;

/// <summary>The settings of the camera for a scene: exposure, white balance, saturation, contrast, dark corners and sensor noise.</summary>
internal sealed record Exposure(Vector3 Balance, float Saturation, float Contrast, float Corners, float Noise)
{
    public static Exposure Draw(Dice dice)
    {
        float warmth = dice.Between(-0.12f, 0.12f);
        float tint = dice.Between(-0.05f, 0.05f);
        return new Exposure(
            new Vector3(1 + warmth, 1 + tint, 1 - warmth) * dice.Between(0.75f, 1.2f),
            dice.Between(0.55f, 1.15f), dice.Between(0.8f, 1.15f), dice.Between(0f, 0.35f), dice.Between(0.004f, 0.025f));
    }

    public ToyScene Develop(Canvas canvas, Dice dice)
    {
        (int width, int height) = (canvas.Width, canvas.Height);
        byte[] photograph = new byte[width * height * 3];
        byte[] labels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (float fromX, float fromY) = (((x + 0.5f) / width) - 0.5f, ((y + 0.5f) / height) - 0.5f);
                Vector3 colour = canvas.PixelColour(x, y) * Balance * (1 - (Corners * 2 * ((fromX * fromX) + (fromY * fromY))));
                float grey = Vector3.Dot(colour, new Vector3(0.299f, 0.587f, 0.114f));
                colour = Vector3.Lerp(new Vector3(grey), colour, Saturation);
                colour = ((colour - new Vector3(0.5f)) * Contrast) + new Vector3(0.5f);
                int place = (y * width) + x;
                labels[place] = (byte)canvas.PixelClass(x, y);
                photograph[3 * place] = Quantise(colour.X, dice);
                photograph[(3 * place) + 1] = Quantise(colour.Y, dice);
                photograph[(3 * place) + 2] = Quantise(colour.Z, dice);
            }
        }

        return new ToyScene(width, height, photograph, labels);
    }

    // Two uniform draws in place of a Gaussian: a triangle is near enough for grain.
    private byte Quantise(float value, Dice dice) =>
        (byte)Math.Clamp(((value + (Noise * 2.4f * (dice.Next() + dice.Next() - 1))) * 255) + 0.5f, 0, 255);
}
