using System.Buffers.Binary;
using System.Numerics;
using PiCIE.Segmentation.Weights.Pickles;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights;

/// <summary>
/// Reads PyTorch's format of 0.4 to 1.5: pickles of the magic number, the protocol, the machine, the object and the keys of the storages;
/// then for each key a count and the numbers.
/// </summary>
internal static class PyTorchLegacy
{
    private const long Protocol = 1001;

    private static readonly BigInteger Magic = BigInteger.Parse("119547037146038801333356", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads the object that was saved.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="WeightsException">The file is damaged, or of another machine or version.</exception>
    public static object? Read(ReadOnlyMemory<byte> file, string source)
    {
        Dictionary<string, TorchStorage> storages = new(StringComparer.Ordinal);
        PickleReader reader = new(file, source, Resolve);
        if (reader.Read() is not BigInteger magic || magic != Magic || reader.Read() is not Protocol)
        {
            throw new WeightsException($"{source} is no file of PyTorch: its first numbers are others.");
        }
        if (reader.Read() is not PickleObject machine || machine["little_endian"] is not true)
        {
            throw new WeightsException($"{source} was written on a big-endian machine, which is not read here.");
        }
        object? root = reader.Read();
        List<object?> keys = (List<object?>)reader.Read()!;
        int position = reader.Position;
        foreach (string key in keys.Cast<string>())
        {
            position = ReadStorage(file, position, key, storages, source);
        }
        return root;

        object Resolve(object? reference)
        {
            if (StorageReference.Parse(reference) is not { } named)
            {
                throw new WeightsException($"{source} holds numbers of a kind that is not read here; save the state_dict of the network alone.");
            }

            if (!storages.TryGetValue(named.Key, out TorchStorage? storage))
            {
                storage = new TorchStorage(named.Type, named.Count);
                storages.Add(named.Key, storage);
            }

            return storage;
        }
    }

    private static int ReadStorage(ReadOnlyMemory<byte> file, int position, string key, Dictionary<string, TorchStorage> storages, string source)
    {
        if (!storages.TryGetValue(key, out TorchStorage? storage))
        {
            throw new WeightsException($"{source} is damaged: the storage {key} belongs to no tensor.");
        }
        long count = BinaryPrimitives.ReadInt64LittleEndian(file.Span[position..]);
        int size = HostTensor.SizeOf(storage.Type);
        if (count != storage.Count || count > (file.Length - position - 8) / size)
        {
            throw new WeightsException($"{source} is damaged or cut off: the storage {key} should hold {storage.Count} numbers.");
        }
        storage.Bytes = file.Slice(position + 8, (int)(count * size));
        return position + 8 + (int)(count * size);
    }
}
