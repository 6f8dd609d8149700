using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Tools;

/// <summary>The settings of a look into a weights file. Input: <c>weights</c> (the file). It writes no file.</summary>
public sealed record WeightsInspectToolSettings
{
    /// <summary>The network that the file must fit; null for any that it fits.</summary>
    public BackboneSettings? Backbone { get; init; }
}
