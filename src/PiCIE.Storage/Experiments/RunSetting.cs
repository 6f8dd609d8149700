namespace PiCIE.Storage.Experiments;

/// <summary>One setting of a run, for filters and sorting.</summary>
public sealed class RunSetting
{
    /// <summary>Id of the run.</summary>
    public Guid RunId { get; init; }

    /// <summary>Key of the setting: <c>train.learningRate</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The value as text; null where it is a number.</summary>
    public string? TextValue { get; init; }

    /// <summary>The value as a number; null where it is text.</summary>
    public double? NumberValue { get; init; }
}
