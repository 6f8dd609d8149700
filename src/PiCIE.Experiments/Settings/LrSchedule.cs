using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Settings;

/// <summary>Course of the learning rate (science.md 1.5, row 21).</summary>
public enum LrSchedule
{
    /// <summary>The same in every epoch, as released.</summary>
    [JsonStringEnumMemberName("constant")]
    Constant,

    /// <summary>A tenth after every 20 epochs.</summary>
    [JsonStringEnumMemberName("step")]
    Step,
}
