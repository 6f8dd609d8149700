using System.IO.Compression;
using PiCIE.Segmentation.Weights.Pickles;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights;

/// <summary>
/// Reads PyTorch's format since 1.6: a zip archive with the pickle <c>NAME/data.pkl</c> and each storage as <c>NAME/data/KEY</c>, not
/// compressed.
/// </summary>
internal static class PyTorchZip
{
    private const string PickleName = "data.pkl";
    private const string CodeFolder = "/code/";

    /// <summary>Reads the tensors of the object that was saved.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="WeightsException">The file is damaged, no archive of PyTorch, or a program instead of weights.</exception>
    public static NamedTensors Read(ReadOnlyMemory<byte> file, string source)
    {
        using ZipArchive archive = new(new MemoryStream(file.ToArray(), writable: false));
        ZipArchiveEntry pickle = archive.Entries.FirstOrDefault(entry => entry.Name == PickleName) ?? throw NoWeights(archive, source);
        string folder = pickle.FullName[..^PickleName.Length];
        if (archive.Entries.Any(entry => entry.FullName.StartsWith(folder.TrimEnd('/') + CodeFolder, StringComparison.Ordinal)))
        {
            throw new WeightsException(
                $"{source} is a program of TorchScript, which is not run here; save the weights alone: torch.save(model.state_dict(), \"weights.pth\").");
        }

        Contents contents = new(file.Length, source);
        if (archive.GetEntry($"{folder}byteorder") is { } order && contents.Read(order).SequenceEqual("big"u8.ToArray()))
        {
            throw new WeightsException($"{source} was written on a big-endian machine, which is not read here.");
        }

        Dictionary<string, TorchStorage> storages = new(StringComparer.Ordinal);
        return PyTorchState.Tensors(new PickleReader(contents.Read(pickle), source, Resolve).Read(), source);

        object Resolve(object? reference)
        {
            if (StorageReference.Parse(reference) is not { } named)
            {
                return new PickleObject("torch.Storage");
            }

            if (!storages.TryGetValue(named.Key, out TorchStorage? storage))
            {
                storage = new TorchStorage(named.Type, named.Count, () => Numbers(archive.GetEntry($"{folder}data/{named.Key}"), named, contents, source));
                storages.Add(named.Key, storage);
            }

            return storage;
        }
    }

    private static ReadOnlyMemory<byte> Numbers(ZipArchiveEntry? entry, StorageReference named, Contents contents, string source)
    {
        byte[] bytes = contents.Read(entry ?? throw new WeightsException($"{source} is damaged: the numbers data/{named.Key} are not in it."));
        return bytes.Length / HostTensor.SizeOf(named.Type) >= named.Count
            ? bytes
            : throw new WeightsException($"{source} is damaged: the storage {named.Key} should hold {named.Count} numbers and is shorter.");
    }

    private static WeightsException NoWeights(ZipArchive archive, string source)
    {
        string? inner = archive.Entries.FirstOrDefault(entry => Path.GetExtension(entry.Name) is ".pth" or ".pt" or ".safetensors" or ".ckpt" or ".bin")?.FullName;
        return new WeightsException(inner is null
            ? $"{source} is a zip archive without data.pkl, so PyTorch did not write it as weights."
            : $"{source} is a zip archive that holds {inner}; unpack it and name that file.");
    }

    /// <summary>
    /// Reads members of the archive, in all no more than the file is long: members that lie over one another would otherwise fill any
    /// memory.
    /// </summary>
    private sealed class Contents(long fileLength, string source)
    {
        private long _left = fileLength;

        public byte[] Read(ZipArchiveEntry entry)
        {
            if (entry.Length != entry.CompressedLength)
            {
                throw new WeightsException($"{source} holds {entry.FullName} in compressed form, which PyTorch never writes; save it again with PyTorch.");
            }

            _left -= entry.Length;
            if (_left < 0)
            {
                throw new WeightsException($"{source} is damaged: its members are longer than the file; fetch it again.");
            }

            byte[] content = new byte[entry.Length];
            using Stream stream = entry.Open();
            stream.ReadExactly(content);
            return content;
        }
    }
}
