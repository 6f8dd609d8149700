namespace PiCIE.Experiments.Tools;

/// <summary>The output record of an export: the content of the exported file.</summary>
/// <param name="Backbone">The network: resnet18, resnet34, resnet50 or resnet101.</param>
/// <param name="Tensors">Number of tensors, with centroids and assignment.</param>
/// <param name="Clusters">Number of centroids.</param>
/// <param name="Classes">Number of classes that are named; 0 where clusters stay clusters.</param>
public sealed record ModelExportOutput(string Backbone, int Tensors, int Clusters, int Classes);
