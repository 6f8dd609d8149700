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

    /// <summary>The task: a built-in name, or the absolute path of its file. Another one is another experiment; only its file may move.</summary>
    public required string Task { get; set; }

    /// <summary>The data: a name, or the absolute path of its folder. Other data is another experiment; only the folder may move.</summary>
    public required string Data { get; set; }

    /// <summary>Number of the revision that was submitted last.</summary>
    public int CurrentRevision { get; set; }

    /// <summary>When it was first submitted.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
