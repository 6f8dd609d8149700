namespace PiCIE.Cli.Doctor;

/// <summary>The document of <c>picie doctor --json</c>.</summary>
/// <param name="Fine">Whether nothing is broken.</param>
/// <param name="Findings">One finding for each thing that was looked at.</param>
/// <param name="Configuration">Every setting of the home with its source.</param>
internal sealed record DoctorDocument(bool Fine, IReadOnlyList<DoctorFinding> Findings, IReadOnlyList<ConfigurationValue> Configuration);

/// <summary>The finding on one thing that was looked at.</summary>
/// <param name="Name">Name of the thing.</param>
/// <param name="Fine">Whether it is as it should be.</param>
/// <param name="Sentence">A sentence that says what was found; where it is broken, also what to do.</param>
internal sealed record DoctorFinding(string Name, bool Fine, string Sentence);
