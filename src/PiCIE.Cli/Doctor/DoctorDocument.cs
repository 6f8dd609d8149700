namespace PiCIE.Cli.Doctor;

/// <summary>What <c>picie doctor --json</c> prints.</summary>
/// <param name="Fine">Whether nothing is broken.</param>
/// <param name="Findings">What was looked at.</param>
/// <param name="Configuration">Every setting of the home and where it comes from.</param>
internal sealed record DoctorDocument(bool Fine, IReadOnlyList<DoctorFinding> Findings, IReadOnlyList<ConfigurationValue> Configuration);

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="Fine">Whether it is as it should be.</param>
/// <param name="Sentence">What was found; where it is broken, what to do.</param>
internal sealed record DoctorFinding(string Name, bool Fine, string Sentence);
