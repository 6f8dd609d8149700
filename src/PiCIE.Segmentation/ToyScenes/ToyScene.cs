namespace PiCIE.Segmentation.ToyScenes;

/// <summary>Holds a drawn photograph with the class of every pixel.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Photograph">RGB bytes, row by row: <c>[Height, Width, 3]</c>.</param>
/// <param name="Labels">The <see cref="ToyClass"/> of each pixel, row by row: <c>[Height, Width]</c>.</param>
public sealed record ToyScene(int Width, int Height, byte[] Photograph, byte[] Labels)
{
    /// <summary>
    /// Draws one scene: a view over a plane with sky, ground, water, buildings, trees, vehicles and people under light of some hour and weather.
    /// Colours of the classes overlap on purpose; texture and shape tell them apart. The same arguments give the same bytes.
    /// </summary>
    /// <param name="seed">Seed of the data set.</param>
    /// <param name="number">Number of the scene in it; other numbers give unrelated scenes.</param>
    /// <param name="width">Columns, at least 32.</param>
    /// <param name="height">Rows, at least 32.</param>
    /// <returns>Photograph and labels.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The picture would be smaller than 32 pixels on a side.</exception>
    public static ToyScene Draw(long seed, long number, int width = 192, int height = 128)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 32);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 32);
        Dice dice = Dice.For(seed, number);
        Canvas canvas = new(width, height);
        new Composition(canvas, dice.Fork(0)).Paint();
        return Exposure.Draw(dice.Fork(1)).Develop(canvas, dice.Fork(2));
    }
}
