namespace PiCIE.Storage.Stages;

/// <summary>An attempt whose start was written.</summary>
/// <param name="Id">Its id, and that of the artifact that it makes.</param>
/// <param name="Number">Its number, the fencing token.</param>
/// <param name="Threads">Threads inside an operation, the same for every attempt at the stage.</param>
/// <param name="Log">Its log, relative to the folder of logs.</param>
public sealed record StartedAttempt(Guid Id, int Number, int Threads, string Log);
