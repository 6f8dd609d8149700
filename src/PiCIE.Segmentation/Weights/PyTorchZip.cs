using System.IO.Compression;
using PiCIE.Segmentation.Weights.Pickles;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights;

/// <summary>PyTorch's format since 1.6: a zip archive with the pickle <c>NAME/data.pkl</c> and each storage as <c>NAME/data/KEY</c>, not compressed.</summary>
internal static class PyTorchZip
{
    private const string PickleName = "/data.pkl";

    public static object? Read(ReadOnlyMemory<byte> file, string source)
    {
        using ZipArchive archive = new(new MemoryStream(file.ToArray(), writable: false));
        ZipArchiveEntry pickle = archive.Entries.FirstOrDefault(entry => entry.FullName.EndsWith(PickleName, StringComparison.Ordinal))
            ?? throw new WeightsException($"{source} is a zip archive without data.pkl, so PyTorch did not write it as weights.");
        string folder = pickle.FullName[..^PickleName.Length];
        if (archive.GetEntry($"{folder}/byteorder") is { } order && Content(order, file.Length, source).SequenceEqual("big"u8.ToArray()))
        {
            throw new WeightsException($"{source} was written on a big-endian machine, which is not read here.");
        }
        Dictionary<string, TorchStorage> storages = new(StringComparer.Ordinal);
        PickleReader reader = new(Content(pickle, file.Length, source), source, Resolve);
        return reader.Read();

        object Resolve(object? reference)
        {
            (HostType type, string? key, long count) = StorageReference.Parse(reference);
            if (!storages.TryGetValue(key, out TorchStorage? storage))
            {
                ZipArchiveEntry entry = archive.GetEntry($"{folder}/data/{key}")
                    ?? throw new WeightsException($"{source} is damaged: the numbers data/{key} are not in it.");
                storage = new TorchStorage(type, count) { Bytes = Content(entry, file.Length, source) };
                StorageReference.RefuseShort(storage, key, source);
                storages.Add(key, storage);
            }
            return storage;
        }
    }

    private static byte[] Content(ZipArchiveEntry entry, long largest, string source)
    {
        if (entry.Length != entry.CompressedLength || entry.Length > largest)
        {
            throw new WeightsException($"{source} holds {entry.FullName} in compressed form, which PyTorch never writes; save it again with PyTorch.");
        }
        byte[] content = new byte[entry.Length];
        using Stream stream = entry.Open();
        stream.ReadExactly(content);
        return content;
    }
}
