using PiCIE.Evaluation.Classes;

namespace PiCIE.Stages;

/// <summary>A colour for each cluster: that of its class where it has one, else one of a palette.</summary>
internal static class ClusterColours
{
    private const double GoldenTurn = 0.618033988749895;

    /// <summary>Colours of clusters 0 to K − 1.</summary>
    /// <param name="clusters">K.</param>
    /// <param name="classes">The class table, or null.</param>
    /// <param name="classOfCluster">Class of each cluster, −1 for none; null where nothing is matched.</param>
    public static IReadOnlyList<ClassColour> Of(int clusters, ClassTable? classes, IReadOnlyList<int>? classOfCluster) =>
        [.. Enumerable.Range(0, clusters).Select(cluster =>
            classes is not null && classOfCluster is not null && classOfCluster[cluster] >= 0
                ? classes.Classes[classOfCluster[cluster]].Colour ?? Palette(classOfCluster[cluster])
                : Palette(cluster))];

    /// <summary>Colours of classes.</summary>
    public static IReadOnlyList<ClassColour> Of(ClassTable classes) =>
        [.. classes.Classes.Select(one => one.Colour ?? Palette(one.Id))];

    /// <summary>Hues a golden turn apart: neighbours in number are far apart in colour, however many there are.</summary>
    private static ClassColour Palette(int number)
    {
        double hue = 6 * (number * GoldenTurn % 1);
        byte Channel(double shift)
        {
            double k = (shift + hue) % 6;
            return (byte)Math.Round(255 * (0.95 - (0.75 * Math.Clamp(Math.Min(k, 4 - k), 0, 1))));
        }

        return new ClassColour(Channel(5), Channel(3), Channel(1));
    }
}
