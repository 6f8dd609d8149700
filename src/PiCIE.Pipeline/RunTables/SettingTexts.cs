using PiCIE.Storage.Runs;

namespace PiCIE.Pipeline.RunTables;

/// <summary>Takes stored settings out of the form in which the database keeps them.</summary>
internal static class SettingTexts
{
    /// <summary>Returns each setting as its number or its text.</summary>
    /// <param name="settings">The settings.</param>
    public static IReadOnlyDictionary<string, object> Of(IReadOnlyDictionary<string, SettingValue> settings) =>
        settings.ToDictionary(pair => pair.Key, pair => pair.Value.Number is { } number ? (object)number : pair.Value.Text ?? "", StringComparer.Ordinal);
}
