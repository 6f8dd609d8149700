using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>A reference by which a pickle names a storage: <c>("storage", kind of number, key, device, count)</c>.</summary>
/// <param name="Type">The kind of number.</param>
/// <param name="Key">The storage's name in the file.</param>
/// <param name="Count">Number of values that it holds.</param>
internal sealed record StorageReference(HostType Type, string Key, long Count)
{
    /// <summary>Reads a reference; null for a kind of number that no network here has, such as complex or quantised ones.</summary>
    /// <param name="reference">The tuple of the pickle.</param>
    /// <exception cref="InvalidCastException">It names no storage.</exception>
    public static StorageReference? Parse(object? reference)
    {
        if (reference is not object?[] { Length: >= 5 } parts
            || parts[0] is not "storage"
            || parts[1] is not PickleGlobal kind
            || parts[2] is not string key
            || parts[4] is not (long and >= 0 and long count)
            || (parts.Length > 5 && parts[5] is not null))
        {
            throw new InvalidCastException("it names a storage in an unknown way");
        }

        return kind.Meaning switch
        {
            PickleMeaning.Numbers => new StorageReference(kind.Type, key, count),
            PickleMeaning.Class => null,
            _ => throw new InvalidCastException("it names a storage in an unknown way"),
        };
    }
}
