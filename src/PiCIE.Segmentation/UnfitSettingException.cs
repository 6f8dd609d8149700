namespace PiCIE.Segmentation;

/// <summary>Reports that a setting is out of its range, or does not fit the photographs or the network that it is used with; a person must change it.</summary>
public sealed class UnfitSettingException : ArgumentException
{
    /// <summary>Says which setting, its value, and what is allowed.</summary>
    /// <param name="message">Sentence that names setting, value and what is allowed.</param>
    public UnfitSettingException(string message)
        : base(message)
    {
    }
}
