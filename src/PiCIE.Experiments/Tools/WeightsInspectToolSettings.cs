namespace PiCIE.Experiments.Tools;

/// <summary>Reads a weights file and says what is in it. Input: <c>weights</c> (the file). Writes no file.</summary>
public sealed record WeightsInspectToolSettings;
