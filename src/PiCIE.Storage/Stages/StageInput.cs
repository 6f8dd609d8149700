namespace PiCIE.Storage.Stages;

/// <summary>Where a stage gets one input from: another stage, a stored artifact (start weights), or a data set.</summary>
public sealed class StageInput
{
    /// <summary>The stage that reads it.</summary>
    public Guid StageId { get; init; }

    /// <summary>Name under which its order hands it over: <c>basePack</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The stage that makes it, or null.</summary>
    public Guid? SourceStageId { get; set; }

    /// <summary>The stored artifact that holds it, or null.</summary>
    public Guid? ArtifactId { get; set; }

    /// <summary>File within the artifact; null for its whole folder.</summary>
    public string? File { get; set; }

    /// <summary>The data set, or null.</summary>
    public Guid? DataSetId { get; set; }
}
