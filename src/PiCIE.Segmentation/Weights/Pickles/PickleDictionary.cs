namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>A dictionary of a pickle, or an object that is nothing but attributes; in the order of the file.</summary>
internal sealed class PickleDictionary
{
    /// <summary>Keys and values.</summary>
    public List<KeyValuePair<object?, object?>> Entries { get; } = [];

    /// <summary>The value under a text, or null.</summary>
    public object? this[string key] => Entries.LastOrDefault(entry => entry.Key is string text && text == key).Value;
}
