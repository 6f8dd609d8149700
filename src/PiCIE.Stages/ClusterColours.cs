using PiCIE.Evaluation.Classes;

namespace PiCIE.Stages;

/// <summary>Chooses a colour for each cluster: that of its class where clusters are matched, so that pictures of several seeds agree.</summary>
internal static class ClusterColours
{
    /// <summary>The colour of clusters that no class is matched to.</summary>
    public static ClassColour NoClass { get; } = new(128, 128, 128);

    /// <summary>Returns the colours of clusters 0 to K − 1.</summary>
    /// <param name="clusters">K.</param>
    /// <param name="classes">The class table, or null.</param>
    /// <param name="classOfCluster">Class of each cluster, −1 for none; null where nothing is matched.</param>
    public static IReadOnlyList<ClassColour> Of(int clusters, ClassTable? classes, IReadOnlyList<int>? classOfCluster) =>
        [.. Enumerable.Range(0, clusters).Select(cluster =>
            classes is null || classOfCluster is null ? ClassPalette.Of(cluster)
            : classOfCluster[cluster] < 0 ? NoClass
            : ClassPalette.Of(classes.Classes[classOfCluster[cluster]]))];
}
