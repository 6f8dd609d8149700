namespace PiCIE.Experiments.Failures;

/// <summary>Tells a full disk from other errors of reading and writing.</summary>
public static class DiskErrors
{
    /// <summary>Lists ENOSPC, EDQUOT, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL as .NET reports them.</summary>
    private static readonly int[] Full = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Returns whether the error says that there is no room left.</summary>
    /// <param name="error">The error.</param>
    public static bool IsFull(IOException error) => Full.Contains(error.HResult);
}
