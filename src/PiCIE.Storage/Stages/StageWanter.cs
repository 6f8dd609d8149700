namespace PiCIE.Storage.Stages;

/// <summary>An experiment that wants a stage which is not done. Admission reads the queue from here.</summary>
public sealed class StageWanter
{
    /// <summary>Id of the stage.</summary>
    public Guid StageId { get; init; }

    /// <summary>Id of the experiment.</summary>
    public Guid ExperimentId { get; init; }

    /// <summary>Needs of the stage.</summary>
    public required string Needs { get; init; }

    /// <summary>Whether the stage may start.</summary>
    public bool Ready { get; init; }

    /// <summary>Time when the experiment first asked for it.</summary>
    public DateTimeOffset Age { get; init; }

    /// <summary>Place in the order of the experiment: run by run, later kinds first.</summary>
    public long Position { get; init; }
}
