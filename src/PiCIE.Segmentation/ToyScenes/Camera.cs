namespace PiCIE.Segmentation.ToyScenes;

/// <summary>Projects places of the plane into the picture: lengths are in metres, X to the right, Z away from the camera.</summary>
/// <param name="CentreX">Column of the vanishing point.</param>
/// <param name="HorizonY">Row of the horizon.</param>
/// <param name="Focal">Pixels that one metre takes at a distance of one metre.</param>
/// <param name="Eye">Height of the camera above the plane.</param>
internal sealed record Camera(float CentreX, float HorizonY, float Focal, float Eye)
{
    public static Camera Draw(Dice dice, int width, int height) => new(
        (width / 2f) + dice.Between(-0.12f * width, 0.12f * width),
        height * dice.Between(0.34f, 0.52f),
        height * dice.Between(0.95f, 1.2f),
        dice.Between(1.7f, 3.4f));

    public float Scale(float z) => Focal / z;

    public float ScreenX(float x, float z) => CentreX + (x * Focal / z);

    public float ScreenY(float heightAbovePlane, float z) => HorizonY + ((Eye - heightAbovePlane) * Focal / z);

    /// <summary>Returns the distance of the plane's point that is seen in row <paramref name="y"/> (below the horizon).</summary>
    public float Depth(float y) => Eye * Focal / Math.Max(y - HorizonY, 0.05f);
}
