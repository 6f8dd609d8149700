namespace PiCIE.Segmentation.Losses;

/// <summary>Holds the sizes of soft assignments [N, K, H, W].</summary>
/// <param name="Images">N, photographs of the batch.</param>
/// <param name="Clusters">K, clusters.</param>
/// <param name="Height">H, rows of a map.</param>
/// <param name="Width">W, columns of a map.</param>
internal readonly record struct IicShape(int Images, int Clusters, int Height, int Width)
{
    /// <summary>Pixels of a map.</summary>
    public int Pixels => Height * Width;

    /// <summary>Finds where in [N, H, W] an element of [N, K, H, W] lies.</summary>
    public int MaskOf(int element) => (element / (Clusters * Pixels) * Pixels) + (element % Pixels);

    /// <summary>Lists the elements of cluster 0 at x + displacement and at x, for every x where both lie inside.</summary>
    public IEnumerable<(int Displaced, int Here)> Pairs((int Row, int Column) displacement)
    {
        for (int n = 0; n < Images; n++)
        {
            for (int y = Math.Max(0, -displacement.Row); y < Math.Min(Height, Height - displacement.Row); y++)
            {
                for (int x = Math.Max(0, -displacement.Column); x < Math.Min(Width, Width - displacement.Column); x++)
                {
                    int here = (n * Clusters * Pixels) + (y * Width) + x;
                    yield return (here + (displacement.Row * Width) + displacement.Column, here);
                }
            }
        }
    }
}
