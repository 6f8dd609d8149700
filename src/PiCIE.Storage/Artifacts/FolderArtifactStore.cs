using System.Security.Cryptography;
using PiCIE.Storage.Faults;

namespace PiCIE.Storage.Artifacts;

/// <summary>
/// Keeps artifacts in a folder: <c>kind/key/attempt id/</c>. Files are written aside, flushed to disk and renamed, the manifest last within
/// the aside folder; so what stands at an address is whole.
/// </summary>
/// <param name="root">Absolute path of the folder; it is made when first needed.</param>
/// <param name="outOfReach">
/// Returns why the folder is not the one that is meant, or null: where a mount is gone there is a folder all the same, on a disk that nobody shares. Nothing is stored there then.
/// </param>
public sealed class FolderArtifactStore(string root, Func<string?>? outOfReach = null) : IArtifactStore
{
    private const string AsideFolder = ".aside";

    /// <inheritdoc/>
    public Task<StoredManifest> StoreAsync(
        ArtifactAddress address, string folder, IReadOnlyList<ManifestFile> files, CheckDepth depth, CancellationToken cancel) =>
        StoreAsync(
            address,
            files,
            async (file, target) =>
            {
                string source = Within(folder, file.Name);
                await RefuseDamagedAsync(source, file, depth, cancel);
                if (!FileLinks.TryLink(source, target))
                {
                    File.Copy(source, target);
                    await RefuseDamagedAsync(target, file, CheckDepth.Contents, cancel);
                }
            },
            cancel);

    /// <inheritdoc/>
    public Task<StoredManifest> StoreFileAsync(ArtifactAddress address, string path, ManifestFile file, CancellationToken cancel) =>
        StoreAsync(
            address,
            [file],
            async (file, target) =>
            {
                File.Copy(path, target);
                await RefuseDamagedAsync(target, file, CheckDepth.Contents, cancel);
            },
            cancel);

    /// <inheritdoc/>
    public string PathOf(ArtifactAddress address, string? file = null)
    {
        string folder = Path.Combine(root, address.Kind, address.Key, address.Folder);
        return file is null ? folder : Within(folder, file);
    }

    /// <inheritdoc/>
    public async Task<string?> DamageAsync(
        ArtifactAddress address, string manifestSha256, CheckDepth depth, CancellationToken cancel)
    {
        string manifestFile = PathOf(address, ArtifactManifest.FileName);
        if (!File.Exists(manifestFile))
        {
            return $"the artifact {address} is missing";
        }

        byte[] manifest = await File.ReadAllBytesAsync(manifestFile, cancel);
        if (ArtifactManifest.Hash(manifest) != manifestSha256)
        {
            return $"the manifest of the artifact {address} was changed";
        }

        foreach (ManifestFile file in ArtifactManifest.Read(manifest))
        {
            if (await DamageAsync(PathOf(address, file.Name), file, depth, cancel) is { } damage)
            {
                return $"of the artifact {address} the file {file.Name} {damage}";
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Remove(ArtifactAddress address)
    {
        string folder = PathOf(address);
        if (!Directory.Exists(folder))
        {
            return;
        }

        string aside = Path.Combine(Directory.CreateDirectory(Path.Combine(root, AsideFolder)).FullName, Guid.CreateVersion7().ToString("N"));
        Directory.Move(folder, aside);
        Directory.Delete(aside, recursive: true);
    }

    /// <inheritdoc/>
    public IEnumerable<ArtifactAddress> List() =>
        from kind in FoldersIn(root)
        where kind.Name != AsideFolder
        from key in FoldersIn(kind.FullName)
        from folder in FoldersIn(key.FullName)
        let address = ArtifactAddress.Parse(kind.Name, key.Name, folder.Name)
        where address is not null
        select address.Value;

    /// <inheritdoc/>
    public long BytesOf(ArtifactAddress address) => BytesOf(new DirectoryInfo(PathOf(address)));

    /// <inheritdoc/>
    public long ClearAside(DateTimeOffset before, bool remove)
    {
        long bytes = 0;
        // A moved folder keeps its time and a new file renews it, so a folder without a new file for so long has no writer.
        foreach (DirectoryInfo folder in FoldersIn(Path.Combine(root, AsideFolder)).Where(folder => folder.LastWriteTimeUtc < before.UtcDateTime))
        {
            bytes += BytesOf(folder);
            if (remove)
            {
                folder.Delete(recursive: true);
            }
        }

        return bytes;
    }

    private static DirectoryInfo[] FoldersIn(string folder) => Directory.Exists(folder) ? new DirectoryInfo(folder).GetDirectories() : [];

    private static long BytesOf(DirectoryInfo folder) =>
        folder.Exists ? folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) : 0;

    private static async Task<string?> DamageAsync(string path, ManifestFile file, CheckDepth depth, CancellationToken cancel)
    {
        FileInfo found = new(path);
        if (!found.Exists)
        {
            return "is missing";
        }

        if (found.Length != file.Bytes)
        {
            return $"has {found.Length} bytes instead of {file.Bytes}";
        }

        return depth == CheckDepth.Contents && await HashAsync(path, cancel) != file.Sha256 ? "has another content" : null;
    }

    private async Task<StoredManifest> StoreAsync(
        ArtifactAddress address, IReadOnlyList<ManifestFile> files, Func<ManifestFile, string, Task> take, CancellationToken cancel)
    {
        if (outOfReach?.Invoke() is { } reason)
        {
            throw new IOException(reason);
        }

        byte[] manifest = ArtifactManifest.Write(address, files);
        StoredManifest stored = new(ArtifactManifest.Hash(manifest), files);
        string target = PathOf(address);
        if (Directory.Exists(target))
        {
            return await AdoptAsync(address, stored, cancel);
        }

        string aside = Directory.CreateDirectory(Path.Combine(root, AsideFolder, Guid.CreateVersion7().ToString("N"))).FullName;
        try
        {
            foreach (ManifestFile file in files)
            {
                string path = Within(aside, file.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await take(file, path);
                Flush(path);
            }

            await WriteFlushedAsync(Path.Combine(aside, ArtifactManifest.FileName), manifest, cancel);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            CriticalPoints.Pass(CriticalPoints.ArtifactAside);
            Directory.Move(aside, target);
            CriticalPoints.Pass(CriticalPoints.ArtifactRenamed);
            return stored;
        }
        catch (IOException) when (Directory.Exists(target))
        {
            return await AdoptAsync(address, stored, cancel);
        }
        finally
        {
            if (Directory.Exists(aside))
            {
                Directory.Delete(aside, recursive: true);
            }
        }
    }

    /// <summary>Takes what stands at the address already if it is the same. It is never replaced, for somebody's database may refer to it.</summary>
    private async Task<StoredManifest> AdoptAsync(ArtifactAddress address, StoredManifest wanted, CancellationToken cancel) =>
        await DamageAsync(address, wanted.Sha256, CheckDepth.Contents, cancel) is null
            ? wanted
            : throw new ArtifactException($"The artifact {address} is stored already with other content; another attempt has another address.");

    private static async Task RefuseDamagedAsync(string path, ManifestFile file, CheckDepth depth, CancellationToken cancel)
    {
        if (await DamageAsync(path, file, depth, cancel) is { } damage)
        {
            throw new ArtifactException($"The file {file.Name} of a new artifact {damage}.");
        }
    }

    private static void Flush(string path)
    {
        using FileStream written = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        written.Flush(flushToDisk: true);
    }

    private static async Task WriteFlushedAsync(string path, byte[] content, CancellationToken cancel)
    {
        await using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await file.WriteAsync(content, cancel);
        file.Flush(flushToDisk: true);
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancel)
    {
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }

    /// <summary>Returns the path of a name in a folder, and refuses a name that leads out of it: names come from manifests and stage processes.</summary>
    private static string Within(string folder, string name)
    {
        string path = Path.GetFullPath(Path.Combine(folder, name));
        return path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArtifactException($"The file name {name} leads out of its artifact.");
    }
}
