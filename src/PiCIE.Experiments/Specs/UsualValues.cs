using System.Globalization;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Specs;

/// <summary>
/// The usual ranges of settings. What lies outside is allowed and mostly a slip of the pen, so a plan and a run remark on it. A setting that its method
/// does not read is passed over.
/// </summary>
internal static class UsualValues
{
    private static readonly Usual[] Table =
    [
        new("train.epochs", settings => Training(settings)?.Epochs, 1, 1000),
        new("train.batchSize", settings => Training(settings)?.BatchSize, 1, 1024),
        new("train.learningRate", settings => Training(settings)?.LearningRate, 1e-6, 0.1),
        new("train.weightDecay", settings => Training(settings)?.WeightDecay, 0, 0.1),
        new("train.kmeans.batchSize", settings => Training(settings)?.Kmeans.BatchSize, 1, 4096),
        new("train.kmeans.initialBatches", settings => Training(settings)?.Kmeans.InitialBatches, 1, 1000),
        new("train.kmeans.groupBatches", settings => Training(settings)?.Kmeans.GroupBatches, 1, 1000),
        new("train.kmeans.iterations", settings => Training(settings)?.Kmeans.Iterations, 1, 1000),
        new("train.threads", settings => settings.Train.Threads, 1, 256),
        new("preprocess.threads", settings => settings.Preprocess.Threads, 1, 256),
        new("cluster.repeats", settings => settings.Cluster.Repeats, 1, 50),
        new("cluster.kmeans.batchSize", settings => settings.Cluster.Kmeans.BatchSize, 1, 4096),
        new("cluster.kmeans.initialBatches", settings => settings.Cluster.Kmeans.InitialBatches, 1, 1000),
        new("cluster.kmeans.groupBatches", settings => settings.Cluster.Kmeans.GroupBatches, 1, 1000),
        new("cluster.kmeans.iterations", settings => settings.Cluster.Kmeans.Iterations, 1, 1000),
        new("cluster.threads", settings => settings.Cluster.Threads, 1, 256),
        new("evaluate.batchSize", settings => settings.Evaluate.BatchSize, 1, 1024),
        new("evaluate.threads", settings => settings.Evaluate.Threads, 1, 256),
    ];

    private static readonly RunSettings Defaults = new() { Task = string.Empty, Data = string.Empty, Train = new TrainSettings { Training = new PicieTraining() } };

    /// <summary>Keys of the table.</summary>
    public static IEnumerable<string> Keys => Table.Select(usual => usual.Key);

    /// <summary>Returns a remark for each setting of a run that lies outside its usual range.</summary>
    /// <param name="settings">The settings.</param>
    public static IEnumerable<string> Remarks(RunSettings settings) =>
        Table.Select(usual => usual.Value(settings) is { } value && (value < usual.Least || value > usual.Most) ? Remark(usual, value) : null).OfType<string>();

    private static string Remark(Usual usual, double value)
    {
        string factor = usual.Value(Defaults) is { } normal and > 0
            ? value > normal ? $", {Of(value / normal)} times the default {Of(normal)}" : $", the default {Of(normal)} is {Of(normal / value)} times as much"
            : string.Empty;
        return $"{usual.Key} is {Of(value)}{factor}; usual are {Of(usual.Least)} to {Of(usual.Most)}";
    }

    private static string Of(double value) => value.ToString(value is >= 1000 ? "#,0" : "0.########", CultureInfo.InvariantCulture);

    private static PicieTraining? Training(RunSettings settings) => settings.Train.Training as PicieTraining;

    private sealed record Usual(string Key, Func<RunSettings, double?> Value, double Least, double Most);
}
