using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Sweeps;

/// <summary>Says how <c>sweep.random</c> draws the value of a key.</summary>
internal enum Distribution
{
    /// <summary>One of a list of values, each as likely.</summary>
    Choice,

    /// <summary>A number of a range, each as likely.</summary>
    Uniform,

    /// <summary>A positive number of a range, whose logarithm is uniform: as likely between 0.001 and 0.01 as between 0.01 and 0.1.</summary>
    [JsonStringEnumMemberName("logUniform")]
    LogUniform,

    /// <summary>A whole number of a range, both ends included, each as likely.</summary>
    [JsonStringEnumMemberName("intUniform")]
    IntUniform,
}
