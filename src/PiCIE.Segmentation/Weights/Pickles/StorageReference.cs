using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>How a pickle names a storage: <c>("storage", kind of number, key, device, count)</c>.</summary>
internal static class StorageReference
{
    public static (HostType Type, string Key, long Count) Parse(object? reference) =>
        reference is object?[] { Length: >= 5 } parts
        && parts[0] is "storage"
        && parts[1] is PickleGlobal { Meaning: PickleMeaning.Numbers } kind
        && parts[2] is string key
        && parts[4] is long and >= 0
        && (parts.Length == 5 || parts[5] is null)
            ? (kind.Type, key, (long)parts[4]!)
            : throw new InvalidCastException("it names a storage in an unknown way");

    public static void RefuseShort(TorchStorage storage, string key, string source)
    {
        if (storage.Bytes!.Value.Length / HostTensor.SizeOf(storage.Type) < storage.Count)
        {
            throw new WeightsException($"{source} is damaged: the storage {key} should hold {storage.Count} numbers and is shorter.");
        }
    }
}
