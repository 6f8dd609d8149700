namespace PiCIE.Experiments.Tools;

/// <summary>A way in which label images are stored.</summary>
/// <param name="Name">For people: "palette, 8 bits".</param>
/// <param name="Count">Number of files.</param>
public sealed record FoundEncoding(string Name, int Count);
