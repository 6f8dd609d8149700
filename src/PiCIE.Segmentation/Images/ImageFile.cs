using PiCIE.Evaluation.Files;

namespace PiCIE.Segmentation.Images;

/// <summary>Reads the bytes of an image file, photograph or label image, once, so that they can be decoded and hashed.</summary>
internal static class ImageFile
{
    /// <summary>Length above which no file is read; it is far above any image within <see cref="PhotographFile.MaxPixels"/>.</summary>
    private const long LongestFile = 1L << 30;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">Name of its kind, for errors: "photograph".</param>
    /// <exception cref="ImageException">It is missing, may not be read, or is too long for an image.</exception>
    public static byte[] Read(string path, string what)
    {
        using FileStream file = Open(path, what);
        if (file.Length > LongestFile)
        {
            throw new ImageException($"The {what} {path} has {file.Length} bytes; at most {LongestFile} are read.");
        }

        if (file.Length == 0)
        {
            throw new ImageException($"The {what} {path} is empty; fetch it again.");
        }

        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">Name of its kind, for errors: "photograph".</param>
    /// <exception cref="ImageException">It is missing or may not be read.</exception>
    public static FileStream Open(string path, string what)
    {
        try
        {
            return RegularFile.OpenRead(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            // Asked beforehand, a link would be said to exist even where it leads to nothing.
            throw new ImageException($"There is no {what} {path}; check the list and the folder of the data set.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            // A folder of that name is refused in the same way as a file without the right to read it.
            throw new ImageException($"The {what} {path} may not be read, or is a folder; give this user the right to read it.", error);
        }
        catch (IOException error)
        {
            // A ring of links, a name that the disk does not take: a matter of this file, which must not cost the others.
            throw new ImageException($"The {what} {path} cannot be read: {error.Message}", error);
        }
    }
}
