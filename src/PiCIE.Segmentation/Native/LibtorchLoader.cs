using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TorchSharp;

namespace PiCIE.Segmentation.Native;

/// <summary>
/// Loads libtorch before anything of TorchSharp is touched, from beside the program or from <c>PICIE_LIBTORCH</c>, and repairs the one version
/// requirement that older C++ libraries cannot meet (docs/decisions/0003).
/// </summary>
internal static partial class LibtorchLoader
{
    private const string Wrapper = "libLibTorchSharp.so";

    // In the order in which they lean on each other; those of CUDA are there only in its packages.
    private static readonly string[] Libraries = ["libc10.so", "libc10_cuda.so", "libtorch_cpu.so", "libtorch_cuda.so", "libtorch.so"];

    private static readonly Lazy<NativeLibraryException?> Loading = new(TryLoad);

    /// <summary>The failure of the loading; null where it succeeded. Asking for it loads where that was put off.</summary>
    public static NativeLibraryException? Failure => Loading.Value;

#pragma warning disable CA2255 // The one place that must run before any other code of this assembly, whoever calls it first.
    [ModuleInitializer]
    internal static void Initialise()
#pragma warning restore CA2255
    {
        // These reach libtorch through the environment and the allocator of the process, so they come before it.
        SystemLibrary.KeepFreedMemory();
        SystemLibrary.LetWaitingThreadsSleep();
        if (!ProcessorCaches.AreDescribed)
        {
            SystemLibrary.LimitConvolutions();
        }

        if (!AppContext.TryGetSwitch(TorchRuntime.LoadLater, out bool later) || !later)
        {
            _ = Loading.Value;
        }
    }

    /// <summary>Returns the folders that may hold the libraries, first the person's own choice.</summary>
    /// <param name="chosen">The value of <c>PICIE_LIBTORCH</c>.</param>
    internal static IReadOnlyList<string> Folders(string? chosen)
    {
        if (!string.IsNullOrEmpty(chosen) && !Directory.Exists(chosen))
        {
            throw new NativeLibraryException(
                $"PICIE_LIBTORCH names the folder '{chosen}', which does not exist; name a folder that holds libtorch.so or unset the variable.");
        }
        string search = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return
        [
            .. string.IsNullOrEmpty(chosen) ? Array.Empty<string>() : [Path.GetFullPath(chosen)],
            Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native"),
            AppContext.BaseDirectory,
            .. search.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        ];
    }

    private static NativeLibraryException? TryLoad()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return null;
        }
        try
        {
            IntPtr wrapper = Load(Folders(Environment.GetEnvironmentVariable("PICIE_LIBTORCH")));
            NativeLibrary.SetDllImportResolver(typeof(torch).Assembly, (name, _, _) => name == "LibTorchSharp" ? wrapper : IntPtr.Zero);
            return null;
        }
        catch (NativeLibraryException failure)
        {
            // Photographs and packs need no tensors: whoever asks for them gets the sentence, nobody else is troubled.
            return failure;
        }
    }

    private static IntPtr Load(IReadOnlyList<string> folders)
    {
        foreach (string library in Libraries)
        {
            if (Find(folders, library) is { } path)
            {
                Open(path);
            }
            else if (!library.Contains("cuda", StringComparison.Ordinal))
            {
                throw Missing(library, folders);
            }
        }
        string wrapper = Find(folders, Wrapper) ?? throw Missing(Wrapper, folders);
        try
        {
            return NativeLibrary.Load(wrapper);
        }
        catch (DllNotFoundException refused)
        {
            Match version = MissingVersion().Match(refused.Message);
            return version.Success ? OpenRepaired(wrapper, version.Value) : throw CannotOpen(wrapper, refused);
        }
    }

    private static IntPtr OpenRepaired(string wrapper, string version)
    {
        string copy = LibraryCache.OfUser().Place(Wrapper, VersionRequirement.MakeWeak(File.ReadAllBytes(wrapper), version, wrapper));
        try
        {
            return NativeLibrary.Load(copy);
        }
        catch (DllNotFoundException refused)
        {
            throw CannotOpen(copy, refused);
        }
    }

    private static void Open(string path)
    {
        try
        {
            NativeLibrary.Load(path);
        }
        catch (DllNotFoundException refused)
        {
            throw CannotOpen(path, refused);
        }
    }

    private static string? Find(IReadOnlyList<string> folders, string library) =>
        folders.Select(folder => Path.Combine(folder, library)).FirstOrDefault(File.Exists);

    private static NativeLibraryException Missing(string library, IReadOnlyList<string> folders) =>
        new($"{library} is in none of the folders {string.Join(", ", folders.Distinct())}; publish the program again with its native files, or set PICIE_LIBTORCH to the folder that holds it.");

    private static NativeLibraryException CannotOpen(string path, Exception refused) =>
        new($"{path} cannot be loaded: {refused.Message.ReplaceLineEndings(" ")} Install what is named there, or set PICIE_LIBTORCH to another libtorch.", refused);

    [GeneratedRegex(@"GLIBCXX_\d+(\.\d+)+")]
    private static partial Regex MissingVersion();
}
