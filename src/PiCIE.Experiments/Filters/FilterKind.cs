namespace PiCIE.Experiments.Filters;

/// <summary>Says which values a field takes, and so how it can be compared.</summary>
public enum FilterKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>Several words; equal means that one of them is.</summary>
    Words,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A time.</summary>
    Time,

    /// <summary>Yes or no.</summary>
    Answer,

    /// <summary>A number or a text, as the setting has it.</summary>
    Setting,
}
