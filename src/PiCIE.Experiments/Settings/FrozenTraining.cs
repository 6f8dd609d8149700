using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>The training of method frozen: there is none, so it has no settings.</summary>
public sealed record FrozenTraining : MethodTraining
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Method Method => Method.Frozen;
}
