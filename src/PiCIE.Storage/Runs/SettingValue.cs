namespace PiCIE.Storage.Runs;

/// <summary>The value of a setting: a text or a number, the other one is null.</summary>
/// <param name="Text">The text; a list is one text with commas.</param>
/// <param name="Number">The number.</param>
public sealed record SettingValue(string? Text, double? Number);
