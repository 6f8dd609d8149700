namespace PiCIE.Experiments.Tools;

/// <summary>Loads the native tensor library and the image codecs and tries each. No input, no output file.</summary>
public sealed record DoctorToolSettings;
