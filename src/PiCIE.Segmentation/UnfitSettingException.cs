namespace PiCIE.Segmentation;

/// <summary>Reports that an option is out of its range, or does not fit the photographs or the network that it is used with; a person must change it.</summary>
public sealed class UnfitSettingException : ArgumentException
{
    /// <summary>Makes an exception that is about no single option.</summary>
    /// <param name="message">Sentence that names what does not fit and what is allowed.</param>
    public UnfitSettingException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception about an option.</summary>
    /// <param name="option">Name of the option as its record spells it ("KMeans.BatchSize").</param>
    /// <param name="message">One sentence that names the option, its value and what is allowed.</param>
    public UnfitSettingException(string option, string message)
        : base(message) => Option = option;

    /// <summary>Name of the option, as it stands in the message; null where the message is about no single one.</summary>
    public string? Option { get; }
}
