using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Stages;

/// <summary>
/// The settings of a train stage. Inputs: <see cref="InputRoles.BasePack"/> (file; absent for frozen), <see cref="InputRoles.Weights"/> (file;
/// absent for a random start). Output files: <see cref="ArtifactFiles.Weights"/>, or <see cref="ArtifactFiles.Head"/>
/// where the trunk is that of the start weights still (frozen); for picie also <see cref="ArtifactFiles.Centroids"/>
/// (view1, view2), <see cref="ArtifactFiles.Curve"/> and weights and centroids of each kept epoch. The whole record is key material.
/// </summary>
public sealed record TrainStageSettings
{
    /// <summary>Seed of the network and of everything drawn in the training.</summary>
    public required long Seed { get; init; }

    /// <summary>Trunk, width and feature width of the network.</summary>
    public required BackboneSettings Backbone { get; init; }

    /// <summary>Says what the network starts from; random where backbone.weights is none.</summary>
    public required TrainStart Start { get; init; }

    /// <summary>The method with the settings that only it reads.</summary>
    public required MethodSettings Method { get; init; }
}
