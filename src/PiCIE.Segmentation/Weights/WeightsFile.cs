namespace PiCIE.Segmentation.Weights;

/// <summary>A weights file of any known format, told apart by its content and not by its name.</summary>
public static class WeightsFile
{
    /// <summary>The largest file that is read: 2 GiB.</summary>
    internal const long LargestFile = int.MaxValue;

    internal static byte[] ReadAllBytes(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length <= LargestFile
                ? File.ReadAllBytes(path)
                : throw new WeightsException($"{path} has {length} bytes; weights files of up to {LargestFile} bytes are read.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new WeightsException($"The weights file {path} cannot be read: {refused.Message}", refused);
        }
    }
}
