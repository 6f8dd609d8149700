using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Filters;

/// <summary>Compares a field with a value. Its word is the sign that people write.</summary>
public enum FilterOperator
{
    /// <summary>Equal; of a list of words: has it.</summary>
    [JsonStringEnumMemberName("=")]
    Equal,

    /// <summary>Not equal; of a list of words: has it not.</summary>
    [JsonStringEnumMemberName("!=")]
    NotEqual,

    /// <summary>Less, or earlier.</summary>
    [JsonStringEnumMemberName("<")]
    Less,

    /// <summary>Less or equal, or not later.</summary>
    [JsonStringEnumMemberName("<=")]
    LessOrEqual,

    /// <summary>Greater, or later.</summary>
    [JsonStringEnumMemberName(">")]
    Greater,

    /// <summary>Greater or equal, or not earlier.</summary>
    [JsonStringEnumMemberName(">=")]
    GreaterOrEqual,

    /// <summary>Contains a text, whatever its case.</summary>
    [JsonStringEnumMemberName("~")]
    Contains,
}
