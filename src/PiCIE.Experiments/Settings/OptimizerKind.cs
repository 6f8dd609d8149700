using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Selects the optimiser of the training.</summary>
public enum OptimizerKind
{
    /// <summary>Adam with coupled weight decay.</summary>
    [JsonStringEnumMemberName("adam")]
    Adam,

    /// <summary>Stochastic gradient descent with momentum.</summary>
    [JsonStringEnumMemberName("sgd")]
    Sgd,
}
