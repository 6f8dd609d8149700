namespace PiCIE.Experiments.Failures;

/// <summary>Tells a full disk, and a disk that gives no service, from other errors of reading and writing.</summary>
public static class DiskErrors
{
    /// <summary>Lists ENOSPC, EDQUOT, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL as .NET reports them.</summary>
    private static readonly int[] Full = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Lists EIO, ENXIO, ENODEV, EROFS, ENOTCONN, ETIMEDOUT, EHOSTDOWN, ESTALE and EREMOTEIO: a disk that broke, and a mount that is gone or stands still.</summary>
    private static readonly int[] OutOfService = [5, 6, 19, 30, 107, 110, 112, 116, 121];

    /// <summary>Returns whether the error says that a disk or a mount gives no service, whatever file was meant.</summary>
    /// <param name="error">The error.</param>
    public static bool IsOutOfService(IOException error) => OutOfService.Contains(error.HResult);

    /// <summary>Returns whether the error says that there is no room left.</summary>
    /// <param name="error">The error.</param>
    public static bool IsFull(IOException error) => Full.Contains(error.HResult);
}
