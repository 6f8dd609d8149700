namespace PiCIE.Architecture.Tests;

/// <summary>Where the files of the repository are, seen from a test program.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Build configuration of this test program; the assemblies under test have the same.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "Release"
            : "Debug";

    /// <summary>The built assembly of a project, in that project's own output folder.</summary>
    public static string AssemblyOf(string projectFolder, string assemblyName)
    {
        string path = Path.Combine(Root, projectFolder, "bin", Configuration, "net10.0", assemblyName + ".dll");
        File.Exists(path).ShouldBeTrue($"{path} is missing: build the solution first");
        return path;
    }

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
