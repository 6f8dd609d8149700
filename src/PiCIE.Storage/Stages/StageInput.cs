namespace PiCIE.Storage.Stages;

/// <summary>Says where a stage gets one input from: another stage, a stored artifact (start weights), or a data set.</summary>
public sealed class StageInput
{
    /// <summary>Id of the stage that reads it.</summary>
    public Guid StageId { get; init; }

    /// <summary>Role under which its order hands it over: <c>basePack</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Id of the stage that makes it, or null.</summary>
    public Guid? SourceStageId { get; set; }

    /// <summary>Id of the stored artifact that holds it, or null.</summary>
    public Guid? ArtifactId { get; set; }

    /// <summary>File within the artifact; null for its whole folder.</summary>
    public string? File { get; set; }

    /// <summary>Id of the data set, or null.</summary>
    public Guid? DataSetId { get; set; }
}
