using PiCIE.Cli.CommandLine;
using PiCIE.Experiments.Homes;
using PiCIE.Pipeline;
using PiCIE.Storage.Databases;

namespace PiCIE.Cli.Doctor;

/// <summary>A setting of the home with the value that counts and its source.</summary>
/// <param name="Name">Name of the environment variable.</param>
/// <param name="Value">The value that counts.</param>
/// <param name="Source"><c>environment</c>, <c>picie.yaml</c> or <c>default</c>.</param>
internal sealed record ConfigurationValue(string Name, string Value, string Source)
{
    private const string Environment = "environment";

    private static readonly string[] Variables =
        ["PICIE_HOME", "PICIE_DATABASE", "PICIE_DATA", "PICIE_WEIGHTS", "PICIE_ARTIFACTS", "PICIE_USER", "PICIE_STAGE", "PICIE_LIBTORCH"];

    /// <summary>Returns the variables as they are given, where no home can be made of them. A database is shown without its password.</summary>
    /// <param name="session">The command.</param>
    public static IReadOnlyList<ConfigurationValue> Given(CommandSession session) =>
    [
        .. Variables.Select(name => session.Variable(name) is { Length: > 0 } value
            ? new ConfigurationValue(name, name == "PICIE_DATABASE" ? Shown(value) : value, Environment)
            : new ConfigurationValue(name, "(not set)", "default")),
    ];

    private static string Shown(string database)
    {
        try
        {
            return PostgreSqlDatabase.AddressOf(PostgreSqlAddress.Read(database));
        }
        catch (FormatException)
        {
            return "(no PostgreSQL database)";
        }
    }

    /// <summary>Returns all settings of the home.</summary>
    /// <param name="session">The command.</param>
    public static IReadOnlyList<ConfigurationValue> All(CommandSession session)
    {
        PicieHome home = session.Home;
        HomeSettings file = home.Settings;
        return
        [
            Of("PICIE_HOME", home.Root, null),
            Of("PICIE_DATABASE", home.Server is { } server ? PostgreSqlDatabase.AddressOf(server) : $"(the file {home.Database})", null),
            Of("PICIE_DATA", home.DataFolder, file.Data),
            Of("PICIE_WEIGHTS", home.WeightsFolder, file.Weights),
            Of("PICIE_ARTIFACTS", home.ArtifactsFolder, file.Artifacts),
            Of("PICIE_USER", home.Person, file.User),
            Of("PICIE_STAGE", home.StageProgram ?? "(found by itself)", file.Stage),
            Of("PICIE_LIBTORCH", session.Variable("PICIE_LIBTORCH") is { Length: > 0 } path ? path : "(the one of the stage program)", null),
        ];

        ConfigurationValue Of(string name, string value, string? written) =>
            new(name, value, session.Variable(name) is { Length: > 0 } ? Environment : written is null ? "default" : HomeSettings.FileName);
    }
}
