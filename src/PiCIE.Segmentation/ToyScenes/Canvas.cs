using System.Numerics;

namespace PiCIE.Segmentation.ToyScenes;

/// <summary>A picture in the making, with 2 by 2 samples a pixel: colour and class of each sample. Coordinates are in pixels from the top left corner.</summary>
internal sealed class Canvas(int width, int height)
{
    private const int Samples = 2;
    private readonly int columns = width * Samples;
    private readonly int rows = height * Samples;
    private readonly Vector3[] colours = new Vector3[width * height * Samples * Samples];
    private readonly ToyClass[] classes = new ToyClass[width * height * Samples * Samples];

    public int Width => width;

    public int Height => height;

    /// <summary>What the sample at a place shows; outside the picture the nearest one.</summary>
    public ToyClass ClassAt(float x, float y) => classes[Index(x, y)];

    public Vector3 ColourAt(float x, float y) => colours[Index(x, y)];

    /// <summary>Paints over a rectangle. <paramref name="shade"/> gives colour and cover of a place; cover 0 leaves it, cover of at least one half makes it <paramref name="shown"/>.</summary>
    public void Paint(float left, float top, float right, float bottom, ToyClass shown, Func<float, float, Vector4> shade)
    {
        var firstColumn = Math.Max((int)(left * Samples), 0);
        var lastColumn = Math.Min((int)MathF.Ceiling(right * Samples), columns);
        var firstRow = Math.Max((int)(top * Samples), 0);
        var lastRow = Math.Min((int)MathF.Ceiling(bottom * Samples), rows);
        for (var row = firstRow; row < lastRow; row++)
        {
            for (var column = firstColumn; column < lastColumn; column++)
            {
                var paint = shade((column + 0.5f) / Samples, (row + 0.5f) / Samples);
                if (paint.W <= 0)
                {
                    continue;
                }

                var index = (row * columns) + column;
                colours[index] = Vector3.Lerp(colours[index], new Vector3(paint.X, paint.Y, paint.Z), Math.Min(paint.W, 1));
                if (paint.W >= 0.5f)
                {
                    classes[index] = shown;
                }
            }
        }
    }

    /// <summary>Scales colours in a rectangle (a shadow) where the picture shows ground or water.</summary>
    public void Darken(float left, float top, float right, float bottom, Func<float, float, float> factor) =>
        Paint(left, top, right, bottom, ToyClass.Ground, (x, y) =>
        {
            if (ClassAt(x, y) is not (ToyClass.Ground or ToyClass.Water))
            {
                return Vector4.Zero;
            }

            // The class stays: cover below one half, so the colour is moved further to make up for it.
            var colour = ColourAt(x, y);
            return new Vector4(colour + ((colour * factor(x, y)) - colour) / 0.49f, 0.49f);
        });

    /// <summary>Mean colour of a pixel's samples.</summary>
    public Vector3 PixelColour(int x, int y)
    {
        var first = (y * Samples * columns) + (x * Samples);
        return (colours[first] + colours[first + 1] + colours[first + columns] + colours[first + columns + 1]) / (Samples * Samples);
    }

    /// <summary>The class that most of a pixel's samples show; of equals the one of the top left sample.</summary>
    public ToyClass PixelClass(int x, int y)
    {
        var first = (y * Samples * columns) + (x * Samples);
        ReadOnlySpan<ToyClass> shown = [classes[first], classes[first + 1], classes[first + columns], classes[first + columns + 1]];
        var best = shown[0];
        foreach (var candidate in shown)
        {
            if (shown.Count(candidate) > shown.Count(best))
            {
                best = candidate;
            }
        }

        return best;
    }

    private int Index(float x, float y) =>
        (Math.Clamp((int)(y * Samples), 0, rows - 1) * columns) + Math.Clamp((int)(x * Samples), 0, columns - 1);
}
