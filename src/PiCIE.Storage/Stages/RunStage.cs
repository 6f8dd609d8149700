namespace PiCIE.Storage.Stages;

/// <summary>A row that says that a run wants a stage.</summary>
public sealed class RunStage
{
    /// <summary>Id of the run.</summary>
    public Guid RunId { get; init; }

    /// <summary>Id of the stage.</summary>
    public Guid StageId { get; init; }

    /// <summary>Place among the stages of the run.</summary>
    public int Position { get; init; }

    /// <summary>Whether no other stage of the run reads it; the run is done when all such stages are done.</summary>
    public bool IsLast { get; init; }

    /// <summary>Whether the stage was done when the run was added.</summary>
    public bool Reused { get; init; }
}
