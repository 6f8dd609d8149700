using System.Diagnostics;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Plans;

/// <summary>Takes from the settings of a run what its train stage reads.</summary>
internal static class TrainStagePlan
{
    /// <summary>Returns the settings of the train stage of a run.</summary>
    /// <param name="settings">Settings of the run, fitted to its task.</param>
    /// <param name="hasWeights">Whether there is a file to start from.</param>
    public static TrainStageSettings SettingsFor(RunSettings settings, bool hasWeights) => new()
    {
        Seed = settings.Train.Seed,
        Backbone = BackboneFor(settings),
        Start = hasWeights ? TrainStart.Weights : TrainStart.Random,
        Method = settings.Train.Training switch
        {
            FrozenTraining => new FrozenSettings(),
            PicieTraining training => new PicieSettings
            {
                Resolution = settings.Preprocess.Resolution,
                K = training.K!.Value,
                Training = training with { K = null },
                Switches = TrainSwitches.Of(settings.Switches),
            },
            _ => throw new UnreachableException($"no train stage for {settings.Train.Training}"),
        },
    };

    /// <summary>Returns the network of a run.</summary>
    /// <param name="settings">Settings of the run.</param>
    public static BackboneSettings BackboneFor(RunSettings settings) =>
        new(settings.Backbone.Name, settings.Backbone.Width, settings.Backbone.FeatureWidth);
}
