using PiCIE.Cli.CommandLine;

namespace PiCIE.Cli.Databases;

/// <summary>Looks for a program on the PATH.</summary>
internal static class PathSearch
{
    /// <summary>Returns the path of a program; null where no folder of PATH has it.</summary>
    /// <param name="session">The command, which knows PATH.</param>
    /// <param name="name">Name of the program, without the ending that it has on Windows.</param>
    public static string? Find(CommandSession session, string name) => (session.Variable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name))
        .FirstOrDefault(File.Exists);
}
