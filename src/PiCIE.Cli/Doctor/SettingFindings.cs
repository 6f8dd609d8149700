using PiCIE.Cli.CommandLine;
using PiCIE.Pipeline;

namespace PiCIE.Cli.Doctor;

/// <summary>
/// Finds out whether the variables agree with one another. Every other command refuses those that do not; here that is what was found. A wrong
/// <c>picie.yaml</c> is refused here too, for its error names a line.
/// </summary>
internal static class SettingFindings
{
    /// <summary>Returns what is wrong with a variable; null where nothing is.</summary>
    /// <param name="session">The command.</param>
    public static DoctorFinding? Of(CommandSession session)
    {
        try
        {
            _ = session.Home;
            return null;
        }
        catch (PicieException error) when (error.Where?.StartsWith("PICIE_", StringComparison.Ordinal) == true)
        {
            return new DoctorFinding("settings", false, $"{error.Message} {error.Hint}");
        }
    }
}
