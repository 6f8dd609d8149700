using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Plans;

/// <summary>Says what a run does with one split.</summary>
/// <param name="Split">Name of the split.</param>
/// <param name="Trained">Whether it is trained on.</param>
/// <param name="Clustered">Whether it is clustered.</param>
/// <param name="Evaluated">Whether it is evaluated.</param>
internal sealed record SplitUse(string Split, bool Trained, bool Clustered, bool Evaluated)
{
    /// <summary>Returns the splits of a run in order of use: training, clustering, evaluation.</summary>
    /// <param name="settings">Settings of the run.</param>
    public static IReadOnlyList<SplitUse> Of(RunSettings settings)
    {
        bool trains = settings.Method == Method.Picie;
        bool clusters = settings.Evaluate.Centroids == CentroidSource.Fresh;
        List<string> names = [];
        if (trains)
        {
            names.Add(Planner.TrainSplit);
        }

        if (clusters)
        {
            names.Add(settings.Cluster.Split);
        }

        names.AddRange(settings.Evaluate.Splits);
        return
        [
            .. names.Distinct(StringComparer.Ordinal).Select(name => new SplitUse(
                name,
                trains && name == Planner.TrainSplit,
                clusters && name == settings.Cluster.Split,
                settings.Evaluate.Splits.Contains(name))),
        ];
    }
}
