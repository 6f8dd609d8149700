using PiCIE.Cli.CommandLine;
using PiCIE.Pipeline;

namespace PiCIE.Cli.Doctor;

/// <summary>A setting of the home as it counts, and where it comes from.</summary>
/// <param name="Name">Name of the environment variable.</param>
/// <param name="Value">The value that counts.</param>
/// <param name="Source"><c>environment</c> or <c>default</c>.</param>
internal sealed record ConfigurationValue(string Name, string Value, string Source)
{
    /// <summary>All settings.</summary>
    /// <param name="session">The command.</param>
    public static IReadOnlyList<ConfigurationValue> All(CommandSession session)
    {
        PicieHome home = session.Home;
        return
        [
            Of("PICIE_HOME", home.Root),
            Of("PICIE_DATA", home.DataFolder),
            Of("PICIE_WEIGHTS", home.WeightsFolder),
            Of("PICIE_ARTIFACTS", home.ArtifactsFolder),
            Of("PICIE_USER", home.Person),
            Of("PICIE_STAGE", home.StageProgram ?? "(found by itself)"),
            Of("PICIE_LIBTORCH", session.Variable("PICIE_LIBTORCH") is { Length: > 0 } path ? path : "(the one of the stage program)"),
        ];

        ConfigurationValue Of(string name, string value) =>
            new(name, value, session.Variable(name) is { Length: > 0 } ? "environment" : "default");
    }
}
