namespace PiCIE.Architecture.Tests;

/// <summary>The C# files that people write: not what the compiler or the migrations tool generates.</summary>
internal static class SourceFiles
{
    private static readonly string[] Tops = ["src", "dashboards", "migrations", "tests", "benchmarks"];

    /// <summary>Every file, by its path from the folder of the solution, with slashes.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Tops
            .Select(top => Path.Combine(Repository.Root, top))
            .Where(Directory.Exists)
            .SelectMany(top => Directory.EnumerateFiles(top, "*.cs", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/Migrations/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Repository.Root, path));
}
