namespace PiCIE.Segmentation.Weights.Tensors;

/// <summary>
/// Reports that a weights file is damaged, of an unknown format, or belongs to another network; the message names the file and the tensors.
/// </summary>
public sealed class WeightsException : Exception
{
    /// <summary>Says what is wrong with which file.</summary>
    /// <param name="message">The sentence.</param>
    /// <param name="cause">Exception of a reader underneath, or null.</param>
    public WeightsException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
