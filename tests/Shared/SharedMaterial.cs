namespace PiCIE.Tests.Golden;

/// <summary>
/// Where material for tests lies: <c>PICIE_SHARED</c>, else the folder <c>shared</c> beside the folder of the solution. Golden files lie
/// in <c>$PICIE_SHARED/golden</c> when the variable is set, else in the repository's own <c>tests/golden</c>.
/// </summary>
internal static class SharedMaterial
{
    private const string Variable = "PICIE_SHARED";

    /// <summary>Folder of the solution file.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>The folder, whether it is there or not.</summary>
    public static string Root { get; } = FromVariable() ?? Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared"));

    public static string GoldenFolder { get; } =
        FromVariable() is { } root ? Path.Combine(root, "golden") : Path.Combine(RepositoryRoot, "tests", "golden");

    /// <summary>Path of a file or folder of the material, or null if it is not there: the test skips then.</summary>
    public static string? Find(params string[] parts)
    {
        string path = Path.Combine([Root, .. parts]);
        return Path.Exists(path) ? path : null;
    }

    /// <summary>Path of a file or folder of the material; the running test is skipped with a reason where it is not there.</summary>
    public static string Require(params string[] parts)
    {
        string? path = Find(parts);
        Assert.SkipUnless(path is not null, $"needs {Path.Combine(parts)} under {Root}; set {Variable} to the folder that has it");
        return path!;
    }

    private static string? FromVariable()
    {
        string? value = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrEmpty(value) ? null : Path.GetFullPath(value);
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PiCIE.Pipeline.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"no PiCIE.Pipeline.sln above {AppContext.BaseDirectory}");
    }
}
