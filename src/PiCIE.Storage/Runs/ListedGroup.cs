namespace PiCIE.Storage.Runs;

/// <summary>A group of replicates in a list. Counts and figures are over all its members, whichever of them the filter let through.</summary>
public sealed record ListedGroup
{
    /// <summary>Key of the group.</summary>
    public required string GroupKey { get; init; }

    /// <summary>Hash of the settings without seeds.</summary>
    public required string ConfigId { get; init; }

    /// <summary>Id of the settings, or null.</summary>
    public string? SettingsId { get; init; }

    /// <summary>Number of its trainings that are done.</summary>
    public required int N { get; init; }

    /// <summary>Number of its trainings.</summary>
    public required int Members { get; init; }

    /// <summary>Number of its trainings that have a run which passes the filter.</summary>
    public required int Matching { get; init; }

    /// <summary>Time when its newest run was added.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Id of its newest run.</summary>
    public required Guid NewestRun { get; init; }

    /// <summary>Name of the experiment of that run.</summary>
    public required string Experiment { get; init; }

    /// <summary>Name of the person whose experiment it is.</summary>
    public required string Person { get; init; }

    /// <summary>Final figures by key; one that no training has is missing.</summary>
    public IReadOnlyDictionary<string, GroupFigure> Figures { get; init; } = new Dictionary<string, GroupFigure>();

    /// <summary>Settings by key.</summary>
    public IReadOnlyDictionary<string, SettingValue> Settings { get; init; } = new Dictionary<string, SettingValue>();
}
