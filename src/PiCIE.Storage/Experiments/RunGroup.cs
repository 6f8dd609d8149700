namespace PiCIE.Storage.Experiments;

/// <summary>
/// A group of replicates: runs of one config id on the same photographs and by the same code. Whatever changes who counts in it writes it anew from its runs,
/// and its row is the lock of its figures.
/// </summary>
public sealed class RunGroup
{
    /// <summary>Hash of config id, photographs and stage versions: <see cref="Run.GroupKey"/>.</summary>
    public required string GroupKey { get; init; }

    /// <summary>Hash of the settings without seeds.</summary>
    public required string ConfigId { get; init; }

    /// <summary>Hash of the settings as one of its runs shows them: <see cref="Run.SettingsId"/>. The others differ in what changes no result, if at all.</summary>
    public string? SettingsId { get; init; }

    /// <summary>Number of its trainings that are done, whatever number of runs each has.</summary>
    public int N { get; set; }

    /// <summary>Number of its trainings, also those that are not done; without those whose runs are all canceled, superseded or deleted.</summary>
    public int Members { get; set; }

    /// <summary>Time when its newest run was added.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
