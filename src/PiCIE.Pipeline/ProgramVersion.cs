using System.Reflection;

namespace PiCIE.Pipeline;

/// <summary>Tells which build this is, as people read it and as each attempt keeps it.</summary>
public static class ProgramVersion
{
    private const int CommitDigits = 12;

    /// <summary>The version with the first digits of the commit that it was built from (<c>0.1.0+0123456789ab</c>), where the build knew it.</summary>
    public static string Text { get; } = Of(
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    private static string Of(string version)
    {
        int commit = version.IndexOf('+', StringComparison.Ordinal) + 1;
        return commit > 0 && version.Length > commit + CommitDigits ? version[..(commit + CommitDigits)] : version;
    }
}
