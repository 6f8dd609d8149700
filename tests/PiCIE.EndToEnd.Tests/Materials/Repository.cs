namespace PiCIE.EndToEnd.Tests.Materials;

/// <summary>Where the built program and the files of the repository are.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The built command line.</summary>
    public static string Picie { get; } = Path.Combine(Root, "src", "PiCIE.Cli", "bin", Configuration, "net10.0", "picie.dll");

    private static string Configuration =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "Release"
            : "Debug";

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PiCIE.Pipeline.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"PiCIE.Pipeline.sln stands in no folder above {AppContext.BaseDirectory}");
    }
}
