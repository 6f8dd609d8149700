namespace PiCIE.Pipeline.Documents;

/// <summary>Shortens an id to the form that people read and type.</summary>
public static class ShortIds
{
    private const int Digits = 8;

    /// <summary>Returns the last digits of an id, which differ where the first ones only tell the time.</summary>
    /// <param name="id">The id.</param>
    public static string Of(Guid id) => id.ToString("N")[^Digits..];
}
