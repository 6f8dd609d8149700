using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Says how the learning rate changes over the epochs (science.md 1.5, row 21).</summary>
public enum LrSchedule
{
    /// <summary>It is the same in every epoch, as released.</summary>
    [JsonStringEnumMemberName("constant")]
    Constant,

    /// <summary>It falls to a tenth after every 20 epochs.</summary>
    [JsonStringEnumMemberName("step")]
    Step,
}
