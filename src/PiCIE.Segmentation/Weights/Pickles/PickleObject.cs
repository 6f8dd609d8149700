namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>A dictionary of a pickle, or an object whose class is only named here: its items and its state, never its code.</summary>
/// <param name="className">Module and name of the class; null for a plain dictionary.</param>
internal sealed class PickleObject(string? className = null)
{
    /// <summary>Module and name of the class; null for a plain or ordered dictionary.</summary>
    public string? ClassName { get; } = className;

    /// <summary>Keys and values of a dictionary, or of a class that is one, in the order of the file.</summary>
    public List<KeyValuePair<object?, object?>> Items { get; } = [];

    /// <summary>Attributes of an object, which the file keeps beside the items; null when it keeps none.</summary>
    public object? State { get; set; }

    /// <summary>The value under a text; null when there is none.</summary>
    /// <param name="key">The text.</param>
    public object? this[string key] => Items.LastOrDefault(item => item.Key is string text && text == key).Value;
}
