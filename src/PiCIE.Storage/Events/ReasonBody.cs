namespace PiCIE.Storage.Events;

/// <summary>Why something happened, in a sentence.</summary>
/// <param name="Sentence">The sentence.</param>
public sealed record ReasonBody(string Sentence);
