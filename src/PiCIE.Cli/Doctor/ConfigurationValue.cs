using PiCIE.Cli.CommandLine;
using PiCIE.Experiments.Homes;
using PiCIE.Pipeline;

namespace PiCIE.Cli.Doctor;

/// <summary>A setting of the home with the value that counts and its source.</summary>
/// <param name="Name">Name of the environment variable.</param>
/// <param name="Value">The value that counts.</param>
/// <param name="Source"><c>environment</c>, <c>picie.yaml</c> or <c>default</c>.</param>
internal sealed record ConfigurationValue(string Name, string Value, string Source)
{
    /// <summary>Returns all settings of the home.</summary>
    /// <param name="session">The command.</param>
    public static IReadOnlyList<ConfigurationValue> All(CommandSession session)
    {
        PicieHome home = session.Home;
        HomeSettings file = home.Settings;
        return
        [
            Of("PICIE_HOME", home.Root, null),
            Of("PICIE_DATA", home.DataFolder, file.Data),
            Of("PICIE_WEIGHTS", home.WeightsFolder, file.Weights),
            Of("PICIE_ARTIFACTS", home.ArtifactsFolder, file.Artifacts),
            Of("PICIE_USER", home.Person, file.User),
            Of("PICIE_STAGE", home.StageProgram ?? "(found by itself)", file.Stage),
            Of("PICIE_LIBTORCH", session.Variable("PICIE_LIBTORCH") is { Length: > 0 } path ? path : "(the one of the stage program)", null),
        ];

        ConfigurationValue Of(string name, string value, string? written) =>
            new(name, value, session.Variable(name) is { Length: > 0 } ? "environment" : written is null ? "default" : HomeSettings.FileName);
    }
}
