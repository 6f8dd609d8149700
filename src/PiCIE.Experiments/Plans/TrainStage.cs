using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Plans;

/// <summary>The train stage of a run: what the method does not read stays null and so out of the key.</summary>
internal static class TrainStage
{
    /// <summary>The settings of the stage.</summary>
    /// <param name="settings">Settings of the run, fitted to its task.</param>
    /// <param name="hasWeights">Whether there is a file to start from.</param>
    public static TrainStageSettings Of(RunSettings settings, bool hasWeights)
    {
        TrainSettings train = settings.Train;
        TrainStageSettings frozen = new()
        {
            Method = settings.Method,
            Seed = train.Seed,
            Backbone = BackboneOf(settings),
            Start = hasWeights ? TrainStart.Weights : TrainStart.Random,
        };
        return settings.Method == Method.Frozen
            ? frozen
            : frozen with
            {
                Resolution = settings.Preprocess.Resolution,
                K = train.K,
                Epochs = train.Epochs,
                BatchSize = train.BatchSize,
                LearningRate = train.LearningRate,
                WeightDecay = train.WeightDecay,
                Momentum = train.Momentum,
                Optimizer = train.Optimizer,
                Kmeans = train.Kmeans,
                Photometric = train.Photometric,
                Geometric = train.Geometric,
                Loss = train.Loss,
                Labels = train.Labels,
                KeepEpochs = train.KeepEpochs,
                Switches = TrainSwitches.Of(settings.Switches),
            };
    }

    /// <summary>The network of a run.</summary>
    /// <param name="settings">Settings of the run.</param>
    public static BackboneSettings BackboneOf(RunSettings settings) =>
        new(settings.Backbone.Name, settings.Backbone.Width, settings.Backbone.FeatureWidth);
}
