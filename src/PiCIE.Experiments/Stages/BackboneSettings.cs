namespace PiCIE.Experiments.Stages;

/// <summary>The network that a train stage builds.</summary>
/// <param name="Name">resnet18, resnet34, resnet50 or resnet101.</param>
/// <param name="Width">Factor on the channels of the trunk.</param>
/// <param name="FeatureWidth">Channels of the features.</param>
public sealed record BackboneSettings(string Name, double Width, int FeatureWidth);
