namespace PiCIE.Storage.Experiments;

/// <summary>An experiment: everything that a person submitted under one name. It is known by person and name.</summary>
public sealed class Experiment
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>Name of the person who submitted it.</summary>
    public required string Person { get; init; }

    /// <summary>Its name, unique for the person.</summary>
    public required string Name { get; init; }

    /// <summary>Text for people about it, or null.</summary>
    public string? Description { get; set; }

    /// <summary>The task: a built-in name, or the absolute path of its file. Another task is another experiment; only the file may move.</summary>
    public required string Task { get; set; }

    /// <summary>The data: a name, or the absolute path of its folder. Other data is another experiment; only the folder may move.</summary>
    public required string Data { get; set; }

    /// <summary>Number of the revision that was submitted last.</summary>
    public int CurrentRevision { get; set; }

    /// <summary>Priority among what waits, −100 to 100, higher first.</summary>
    public int Priority { get; set; }

    /// <summary>Largest number of stages charged to it that are offered or running at once; null sets no limit.</summary>
    public int? MaxConcurrent { get; set; }

    /// <summary>Id of the run that others are compared with, or null.</summary>
    public Guid? BaselineRunId { get; set; }

    /// <summary>Time when it was paused; null while it is not.</summary>
    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>Whether the pause also stops what runs.</summary>
    public bool PauseNow { get; set; }

    /// <summary>Time when it was archived; null while it is not.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>Time when it was first submitted.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
