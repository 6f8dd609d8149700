using System.Security.Cryptography;

namespace PiCIE.Segmentation.Native;

/// <summary>
/// Keeps repaired copies of native libraries: a folder that only its owner may enter, files named by their content and checked before use.
/// Several processes may ask for the same copy at once.
/// </summary>
/// <param name="folder">The folder; made with mode 0700 when missing.</param>
internal sealed class LibraryCache(string folder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Returns the cache of the person who runs this process: <c>$XDG_CACHE_HOME/picie/native</c>, else <c>~/.cache/picie/native</c>.</summary>
    public static LibraryCache OfUser()
    {
        string? root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(root) || !Path.IsPathRooted(root))
        {
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            root = string.IsNullOrEmpty(home) ? Directory.CreateTempSubdirectory("picie-").FullName : Path.Combine(home, ".cache");
        }
        return new LibraryCache(Path.Combine(root, "picie", "native"));
    }

    /// <summary>Returns the path of a file with these bytes, written now if it was not there or was not whole.</summary>
    /// <param name="name">The library's file name.</param>
    /// <param name="content">Its bytes.</param>
    /// <exception cref="NativeLibraryException">The folder cannot be made private or written.</exception>
    public string Place(string name, byte[] content)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(content));
        string path = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(name)}-{hash[..32]}{Path.GetExtension(name)}");
        try
        {
            MakePrivate();
            if (!Holds(path, hash))
            {
                string draft = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}";
                File.WriteAllBytes(draft, content);
                File.Move(draft, path, overwrite: true);
            }
            return path;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new NativeLibraryException(
                $"The folder {folder} for the repaired copy of {name} cannot be used ({refused.Message}); set XDG_CACHE_HOME to a folder of yours that can be written.",
                refused);
        }
    }

    private void MakePrivate()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }
        Directory.CreateDirectory(folder, OwnerOnly);
        if (File.GetUnixFileMode(folder) != OwnerOnly)
        {
            File.SetUnixFileMode(folder, OwnerOnly);
        }
    }

    private static bool Holds(string path, string hash)
    {
        if (!File.Exists(path))
        {
            return false;
        }
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == hash;
    }
}
