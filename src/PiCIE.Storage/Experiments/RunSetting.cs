namespace PiCIE.Storage.Experiments;

/// <summary>
/// One setting, for filters and sorting. Runs that differ in their seeds alone share these rows: a thousand seeds of one configuration have one set of
/// them, and the seeds stand in <see cref="Run"/>.
/// </summary>
public sealed class RunSetting
{
    /// <summary>Longest text that is kept, in characters: longer ones fit into no index.</summary>
    public const int MostCharacters = 500;

    /// <summary>Hash of all settings that belong together: <see cref="Run.SettingsId"/>.</summary>
    public required string SettingsId { get; init; }

    /// <summary>Key of the setting: <c>train.learningRate</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The value as text; null where it is a number.</summary>
    public string? TextValue { get; init; }

    /// <summary>The value as a number; null where it is text.</summary>
    public double? NumberValue { get; init; }
}
