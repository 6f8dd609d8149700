namespace PiCIE.Experiments.Tools;

/// <summary>
/// The settings of the doctor, of which there are none. It loads the native tensor library and the image codecs and tries each; it has no
/// input and writes no file.
/// </summary>
public sealed record DoctorToolSettings;
