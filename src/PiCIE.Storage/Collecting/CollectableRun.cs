namespace PiCIE.Storage.Collecting;

/// <summary>A deleted run.</summary>
/// <param name="Id">Id of the run.</param>
/// <param name="Experiment">Name of the experiment.</param>
/// <param name="Name">Its name within the experiment.</param>
/// <param name="DeletedAt">Time when it was deleted.</param>
public sealed record CollectableRun(Guid Id, string Experiment, string Name, DateTimeOffset DeletedAt);
