namespace PiCIE.Storage.Experiments;

/// <summary>What a person submitted under a name. It is known by person and name.</summary>
public sealed class Experiment
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>Who submitted it.</summary>
    public required string Person { get; init; }

    /// <summary>Its name, unique for the person.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about, or null.</summary>
    public string? Description { get; set; }

    /// <summary>The task: a built-in name, or the absolute path of its file. Another one is another experiment; only its file may move.</summary>
    public required string Task { get; set; }

    /// <summary>The data: a name, or the absolute path of its folder. Other data is another experiment; only the folder may move.</summary>
    public required string Data { get; set; }

    /// <summary>Number of the revision that was submitted last.</summary>
    public int CurrentRevision { get; set; }

    /// <summary>Order among what waits, −100 to 100, higher first.</summary>
    public int Priority { get; set; }

    /// <summary>At most so many stages that are charged to it are offered or running at once; null without limit.</summary>
    public int? MaxConcurrent { get; set; }

    /// <summary>The run that others are compared with, or null.</summary>
    public Guid? BaselineRunId { get; set; }

    /// <summary>When it was paused; null while it is not.</summary>
    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>Whether the pause also stops what runs.</summary>
    public bool PauseNow { get; set; }

    /// <summary>When it was put away; null while it is not.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>When it was first submitted.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
