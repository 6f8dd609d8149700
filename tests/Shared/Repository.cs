namespace PiCIE.Tests;

/// <summary>The files of the repository, seen from a test program.</summary>
internal static class Repository
{
    private const string Solution = "PiCIE.Pipeline.sln";

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The build configuration of this test program; the programs and assemblies under test have the same.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "Release"
            : "Debug";

    /// <summary>Returns the path of what a project built into its own output folder; the test fails where it was not built.</summary>
    public static string Built(string projectFolder, string file)
    {
        string path = Path.Combine(Root, projectFolder, "bin", Configuration, "net10.0", file);
        File.Exists(path).ShouldBeTrue($"{path} is missing: build the solution first");
        return path;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"{Solution} stands in no folder above {AppContext.BaseDirectory}");
    }
}
