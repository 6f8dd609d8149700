using PiCIE.Evaluation.Layouts;

namespace PiCIE.Pipeline.DataSets;

/// <summary>Compares two folders file by file: names, lengths, then every byte. Hidden files do not count.</summary>
internal static class FolderCopy
{
    private const int BufferBytes = 1 << 17;
    private const int DeepestFolder = 8;

    /// <summary>Returns whether two folders hold the same files.</summary>
    /// <param name="first">A folder.</param>
    /// <param name="second">Another folder.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async Task<bool> IsSameAsync(string first, string second, CancellationToken cancel)
    {
        SortedDictionary<string, FileInfo> own = Files(first);
        SortedDictionary<string, FileInfo> other = Files(second);
        if (!own.Keys.SequenceEqual(other.Keys) || !own.Values.Select(file => file.Length).SequenceEqual(other.Values.Select(file => file.Length)))
        {
            return false;
        }

        foreach ((string name, FileInfo file) in own)
        {
            if (!await IsSameFileAsync(file.FullName, other[name].FullName, cancel))
            {
                return false;
            }
        }

        return true;
    }

    private static SortedDictionary<string, FileInfo> Files(string folder)
    {
        SortedDictionary<string, FileInfo> files = new(StringComparer.Ordinal);
        // Links to files count, so links to folders do too; the depth ends a ring of them.
        EnumerationOptions all = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden, MaxRecursionDepth = DeepestFolder };
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*", all))
        {
            files[ListFingerprint.NameOf(folder, file.FullName)] = FollowedFile.Find(file.FullName) ?? file;
        }

        return files;
    }

    private static async Task<bool> IsSameFileAsync(string first, string second, CancellationToken cancel)
    {
        await using FileStream own = new(first, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
        await using FileStream other = new(second, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
        byte[] ownBytes = new byte[BufferBytes];
        byte[] otherBytes = new byte[BufferBytes];
        while (await own.ReadAtLeastAsync(ownBytes, BufferBytes, throwOnEndOfStream: false, cancel) is > 0 and int count)
        {
            int read = await other.ReadAtLeastAsync(otherBytes, BufferBytes, throwOnEndOfStream: false, cancel);
            if (read != count || !ownBytes.AsSpan(0, count).SequenceEqual(otherBytes.AsSpan(0, read)))
            {
                return false;
            }
        }

        return true;
    }
}
