namespace PiCIE.Segmentation.Native;

/// <summary>Reports that the native tensor library cannot be loaded on this machine; the message is one plain sentence and says what to do.</summary>
public sealed class NativeLibraryException : Exception
{
    /// <summary>Says in one sentence what is missing and what to do.</summary>
    /// <param name="message">The sentence.</param>
    /// <param name="cause">Exception of the system's loader, or null.</param>
    public NativeLibraryException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
