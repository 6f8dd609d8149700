using System.Numerics;

namespace PiCIE.Segmentation.ToyScenes;

/// <summary>
/// Holds a picture in the making, with 2 by 2 samples a pixel: colour and class of each sample. Coordinates are in pixels from the top left
/// corner.
/// </summary>
internal sealed class Canvas(int width, int height)
{
    private const int Samples = 2;
    private readonly int _columns = width * Samples;
    private readonly int _rows = height * Samples;
    private readonly Vector3[] _colours = new Vector3[width * height * Samples * Samples];
    private readonly ToyClass[] _classes = new ToyClass[width * height * Samples * Samples];

    public int Width => width;

    public int Height => height;

    /// <summary>Returns the class of the sample at a place; outside the picture that of the nearest one.</summary>
    public ToyClass ClassAt(float x, float y) => _classes[Index(x, y)];

    public Vector3 ColourAt(float x, float y) => _colours[Index(x, y)];

    /// <summary>Paints over a rectangle. <paramref name="shade"/> gives colour and cover of a place; cover 0 leaves it, cover of at least one half makes it <paramref name="shown"/>.</summary>
    public void Paint(float left, float top, float right, float bottom, ToyClass shown, Func<float, float, Vector4> shade)
    {
        int firstColumn = Math.Max((int)(left * Samples), 0);
        int lastColumn = Math.Min((int)MathF.Ceiling(right * Samples), _columns);
        int firstRow = Math.Max((int)(top * Samples), 0);
        int lastRow = Math.Min((int)MathF.Ceiling(bottom * Samples), _rows);
        for (int row = firstRow; row < lastRow; row++)
        {
            for (int column = firstColumn; column < lastColumn; column++)
            {
                Vector4 paint = shade((column + 0.5f) / Samples, (row + 0.5f) / Samples);
                if (paint.W <= 0)
                {
                    continue;
                }

                int index = (row * _columns) + column;
                _colours[index] = Vector3.Lerp(_colours[index], new Vector3(paint.X, paint.Y, paint.Z), Math.Min(paint.W, 1));
                if (paint.W >= 0.5f)
                {
                    _classes[index] = shown;
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
            Vector3 colour = ColourAt(x, y);
            return new Vector4(colour + ((colour * factor(x, y)) - colour) / 0.49f, 0.49f);
        });

    /// <summary>Returns the mean colour of a pixel's samples.</summary>
    public Vector3 PixelColour(int x, int y)
    {
        int first = (y * Samples * _columns) + (x * Samples);
        return (_colours[first] + _colours[first + 1] + _colours[first + _columns] + _colours[first + _columns + 1]) / (Samples * Samples);
    }

    /// <summary>Returns the class that most of a pixel's samples show; of equal counts the one of the top left sample.</summary>
    public ToyClass PixelClass(int x, int y)
    {
        int first = (y * Samples * _columns) + (x * Samples);
        ReadOnlySpan<ToyClass> shown = [_classes[first], _classes[first + 1], _classes[first + _columns], _classes[first + _columns + 1]];
        ToyClass best = shown[0];
        foreach (ToyClass candidate in shown)
        {
            if (shown.Count(candidate) > shown.Count(best))
            {
                best = candidate;
            }
        }

        return best;
    }

    private int Index(float x, float y) =>
        (Math.Clamp((int)(y * Samples), 0, _rows - 1) * _columns) + Math.Clamp((int)(x * Samples), 0, _columns - 1);
}
