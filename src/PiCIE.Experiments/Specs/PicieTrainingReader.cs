using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Specs;

/// <summary>Reads the keys under <c>train</c> that method picie has.</summary>
internal static class PicieTrainingReader
{
    /// <summary>Reads the settings of a training of method picie.</summary>
    /// <param name="map">Reader of <c>train</c>; the caller finishes it.</param>
    public static PicieTraining Read(MapReader map)
    {
        PicieTraining defaults = new();
        return new PicieTraining
        {
            Epochs = map.Whole("epochs", 1, SpecBounds.Epochs) ?? defaults.Epochs,
            BatchSize = map.Whole("batchSize", 1, SpecBounds.BatchSize) ?? defaults.BatchSize,
            LearningRate = map.Number("learningRate", NumberRange.Positive) ?? defaults.LearningRate,
            WeightDecay = map.Number("weightDecay", NumberRange.NotNegative) ?? defaults.WeightDecay,
            Momentum = map.Number("momentum", new NumberRange(0, 1, BelowMost: true)) ?? defaults.Momentum,
            Optimizer = map.Word<OptimizerKind>("optimizer") ?? defaults.Optimizer,
            K = map.Whole("k", 2, SpecBounds.Clusters),
            Kmeans = ReadKMeans(map.Map("kmeans"), defaults.Kmeans),
            Photometric = ReadPhotometric(map.Map("photometric")),
            Geometric = ReadGeometric(map.Map("geometric")),
            Loss = ReadLoss(map.Map("loss")),
            Labels = map.Word<PseudoLabelMode>("labels") ?? defaults.Labels,
            KeepEpochs = Epochs(map, "keepEpochs"),
        };
    }

    /// <summary>Reads the settings of a k-means.</summary>
    /// <param name="map">Reader of <c>kmeans</c>.</param>
    /// <param name="defaults">Values that hold where a key is not set.</param>
    public static KMeansSettings ReadKMeans(MapReader map, KMeansSettings defaults)
    {
        KMeansSettings settings = new()
        {
            BatchSize = map.Whole("batchSize", 1, SpecBounds.BatchSize) ?? defaults.BatchSize,
            InitialBatches = map.Whole("initialBatches", 1, SpecBounds.Batches) ?? defaults.InitialBatches,
            GroupBatches = map.Whole("groupBatches", 1, SpecBounds.Batches) ?? defaults.GroupBatches,
            Iterations = map.Whole("iterations", 1, SpecBounds.Iterations) ?? defaults.Iterations,
        };
        map.Finish();
        return settings;
    }

    private static PhotometricSettings ReadPhotometric(MapReader map)
    {
        PhotometricSettings defaults = new();
        PhotometricSettings settings = new()
        {
            Brightness = map.Number("brightness", NumberRange.Share) ?? defaults.Brightness,
            Contrast = map.Number("contrast", NumberRange.Share) ?? defaults.Contrast,
            Saturation = map.Number("saturation", NumberRange.Share) ?? defaults.Saturation,
            Hue = map.Number("hue", new NumberRange(0, 0.5)) ?? defaults.Hue,
            Probability = map.Number("probability", NumberRange.Share) ?? defaults.Probability,
            BlurProbability = map.Number("blurProbability", NumberRange.Share) ?? defaults.BlurProbability,
        };
        map.Finish();
        return settings;
    }

    private static GeometricSettings ReadGeometric(MapReader map)
    {
        GeometricSettings defaults = new();
        GeometricSettings settings = new()
        {
            MinScale = map.Number("minScale", new NumberRange(0, 1, AboveLeast: true)) ?? defaults.MinScale,
            HorizontalFlip = map.Flag("horizontalFlip") ?? defaults.HorizontalFlip,
            VerticalFlip = map.Flag("verticalFlip") ?? defaults.VerticalFlip,
            Crop = map.Flag("crop") ?? defaults.Crop,
        };
        map.Finish();
        return settings;
    }

    private static LossSettings ReadLoss(MapReader map)
    {
        LossSettings defaults = new();
        LossSettings settings = new()
        {
            Within = map.Flag("within") ?? defaults.Within,
            Cross = map.Flag("cross") ?? defaults.Cross,
            Mse = map.Flag("mse") ?? defaults.Mse,
            Balance = map.Flag("balance") ?? defaults.Balance,
        };
        map.Finish();
        return settings;
    }

    /// <summary>Reads a list of epochs and sorts it: the order of epochs means nothing, so it must enter no key.</summary>
    /// <param name="map">Reader of the map that has the key.</param>
    /// <param name="key">The key.</param>
    public static IReadOnlyList<int> Epochs(MapReader map, string key) =>
        [.. (map.Longs(key, 0, int.MaxValue) ?? []).Select(epoch => (int)epoch).Order()];
}
