using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.Specs;

/// <summary>A file of start weights.</summary>
/// <param name="File">Absolute path.</param>
/// <param name="Backbone">The network that it must fit.</param>
public sealed record DescribedStartWeights(string File, BackboneSettings Backbone);
