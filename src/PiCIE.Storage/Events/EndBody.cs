namespace PiCIE.Storage.Events;

/// <summary>How a run ended.</summary>
/// <param name="Status">done, failed or canceled.</param>
public sealed record EndBody(string Status);
