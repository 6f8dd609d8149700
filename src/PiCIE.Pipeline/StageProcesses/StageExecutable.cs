using System.Reflection;
using System.Runtime.InteropServices;

namespace PiCIE.Pipeline.StageProcesses;

/// <summary>The program that runs one stage, with its path and the way to start it.</summary>
public sealed record StageExecutable
{
    private const string FileName = "picie-stage.dll";
    private const string MetadataKey = "StageProgram";

    private static readonly string[] RuntimeLibraries = ["libcoreclr.so", "libcoreclr.dylib", "coreclr.dll"];

    private StageExecutable(string path) => Path = path;

    /// <summary>Absolute path of <c>picie-stage.dll</c>, or of another executable that speaks the protocol.</summary>
    public string Path { get; }

    /// <summary>
    /// Finds the program: the one of <c>PICIE_STAGE</c>; else in the folder <c>stage</c> beside the program that runs; else where the
    /// build put it.
    /// </summary>
    /// <param name="home">The home, which knows <c>PICIE_STAGE</c>.</param>
    /// <exception cref="PicieException">It is in none of these places.</exception>
    public static StageExecutable Find(PicieHome home) =>
        Find(home.StageProgram, AppContext.BaseDirectory, BuiltPath(Assembly.GetEntryAssembly(), AppContext.BaseDirectory));

    /// <summary>Finds the program in stated places.</summary>
    /// <param name="asked">Value of <c>PICIE_STAGE</c>: a file, or a folder that holds <c>picie-stage.dll</c>; or null.</param>
    /// <param name="baseFolder">Folder of the program that runs.</param>
    /// <param name="builtPath">Path to which the build wrote it, or null.</param>
    /// <exception cref="PicieException">It is in none of these places.</exception>
    internal static StageExecutable Find(string? asked, string baseFolder, string? builtPath)
    {
        if (asked is not null)
        {
            string file = Directory.Exists(asked) ? System.IO.Path.Combine(asked, FileName) : asked;
            return File.Exists(file)
                ? new StageExecutable(file)
                : throw new PicieException(
                    "no-stage-program", $"PICIE_STAGE names {asked}, and there is no such file.", asked,
                    $"Set PICIE_STAGE to {FileName} or its folder, or unset it.", ProblemKind.Environment);
        }

        string[] places =
            [System.IO.Path.Combine(baseFolder, "stage", FileName), .. builtPath is null ? Array.Empty<string>() : [builtPath]];
        return places.FirstOrDefault(File.Exists) is { } found
            ? new StageExecutable(found)
            : throw new PicieException(
                "no-stage-program", $"The stage program {FileName} is missing; looked at {string.Join(" and ", places)}.",
                places[^1], "Build both: dotnet build -c Release src/PiCIE.Cli", ProblemKind.Environment);
    }

    /// <summary>
    /// Returns the file name and arguments that start the program. One that was published with its own runtime has a starter beside it, and needs
    /// no runtime of the machine; any other is started by the host of the runtime that this process runs on.
    /// </summary>
    internal (string File, string[] Arguments) Command() =>
        !Path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? (Path, [])
        : Starter() is { } starter ? (starter, [])
        : (DotNetHost(), [Path]);

    /// <summary>Returns the starter beside a program that brings its runtime; null where it brings none. The starter alone says nothing: every build makes one.</summary>
    private string? Starter()
    {
        string folder = System.IO.Path.GetDirectoryName(Path)!;
        bool windows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
        string starter = System.IO.Path.ChangeExtension(Path, windows ? "exe" : null);
        bool bringsRuntime = RuntimeLibraries.Any(name => File.Exists(System.IO.Path.Combine(folder, name)));
        return bringsRuntime && File.Exists(starter) ? starter : null;
    }

    /// <summary>Returns the path to which the build wrote the program: it is told relative to the program that runs.</summary>
    private static string? BuiltPath(Assembly? entry, string baseFolder) =>
        entry?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(entry => entry.Key == MetadataKey)?.Value is { Length: > 0 } path
            ? System.IO.Path.GetFullPath(path, baseFolder)
            : null;

    /// <summary>Returns the path of the host of this very runtime, so that the child does not depend on PATH.</summary>
    private static string DotNetHost()
    {
        string name = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "dotnet.exe" : "dotnet";
        string root = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string host = System.IO.Path.Combine(root, name);
        return File.Exists(host) ? host : name;
    }
}
