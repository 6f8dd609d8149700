using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Tools;

/// <summary>Reads a weights file and says what is in it. Input: <c>weights</c> (the file). Writes no file.</summary>
public sealed record WeightsInspectToolSettings
{
    /// <summary>The network that the file must fit; null for any that it fits.</summary>
    public BackboneSettings? Backbone { get; init; }
}
