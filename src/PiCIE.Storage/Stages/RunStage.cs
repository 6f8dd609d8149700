namespace PiCIE.Storage.Stages;

/// <summary>That a run wants a stage.</summary>
public sealed class RunStage
{
    /// <summary>The run.</summary>
    public Guid RunId { get; init; }

    /// <summary>The stage.</summary>
    public Guid StageId { get; init; }

    /// <summary>Place among the stages of the run.</summary>
    public int Position { get; init; }

    /// <summary>Whether no other stage of the run reads it: the run is done when these are.</summary>
    public bool IsLast { get; init; }

    /// <summary>Whether the stage was done when the run was added.</summary>
    public bool Reused { get; init; }
}
