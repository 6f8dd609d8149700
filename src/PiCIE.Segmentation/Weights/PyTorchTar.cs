using System.Buffers.Binary;
using System.Formats.Tar;
using PiCIE.Segmentation.Weights.Pickles;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights;

/// <summary>Reads PyTorch's format of 2017: a tar archive with the storages, the tensors as views of them, and a pickle that names the tensors.</summary>
internal static class PyTorchTar
{
    private const int LargestRank = 64;

    /// <summary>Reads the object that was saved.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <exception cref="WeightsException">The file is damaged, or of another machine.</exception>
    public static object? Read(ReadOnlyMemory<byte> file, string source)
    {
        Dictionary<string, ReadOnlyMemory<byte>> members = Members(file, source);
        RefuseBigEndian(members["sys_info"], source);
        Dictionary<long, TorchStorage> storages = ReadStorages(members["storages"], source);
        Dictionary<long, TorchTensor> tensors = ReadTensors(members["tensors"], storages, source);
        return new PickleReader(members["pickle"], source, Resolve).Read();

        // A container without its source text is named by a tuple whose first part is the container's name; a tensor by the digits of its key.
        object Resolve(object? reference) =>
            reference is string digits && long.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out long key) && tensors.TryGetValue(key, out TorchTensor? tensor)
                ? tensor
                : throw new InvalidCastException("it names a tensor that is not in it");
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Members(ReadOnlyMemory<byte> file, string source)
    {
        Dictionary<string, ReadOnlyMemory<byte>> members = new(StringComparer.Ordinal);
        using TarReader archive = new(new MemoryStream(file.ToArray(), writable: false));
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } stream && entry.Length <= file.Length)
            {
                byte[] content = new byte[entry.Length];
                stream.ReadExactly(content);
                members[entry.Name.TrimStart('.', '/')] = content;
            }
        }
        string[] missing = [.. new[] { "sys_info", "storages", "tensors", "pickle" }.Where(name => !members.ContainsKey(name))];
        return missing.Length == 0
            ? members
            : throw new WeightsException($"{source} is damaged or no file of PyTorch: it has no member {string.Join(", ", missing)}.");
    }

    private static void RefuseBigEndian(ReadOnlyMemory<byte> member, string source)
    {
        if (Plain(member, source).Read() is not PickleObject machine || machine["little_endian"] is not true)
        {
            throw new WeightsException($"{source} was written on a big-endian machine, which is not read here.");
        }
    }

    private static Dictionary<long, TorchStorage> ReadStorages(ReadOnlyMemory<byte> member, string source)
    {
        PickleReader reader = Plain(member, source);
        Dictionary<long, TorchStorage> storages = new();
        long count = (long)reader.Read()!;
        for (long i = 0L; i < count; i++)
        {
            object?[] head = (object?[])reader.Read()!;
            HostType type = ((PickleGlobal)head[2]!).Type;
            long numbers = BinaryPrimitives.ReadInt64LittleEndian(member.Span[reader.Position..]);
            ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)numbers, (ulong)member.Length);
            ReadOnlyMemory<byte> bytes = member.Slice(reader.Position + 8, (int)(numbers * HostTensor.SizeOf(type)));
            reader.Position += 8 + bytes.Length;
            storages[(long)head[0]!] = new TorchStorage(type, numbers) { Bytes = bytes };
        }
        foreach (object?[] view in ((List<object?>)reader.Read()!).Cast<object?[]>())
        {
            TorchStorage whole = storages[(long)view[1]!];
            int size = HostTensor.SizeOf(whole.Type);
            storages[(long)view[0]!] = new TorchStorage(whole.Type, (long)view[3]!)
            {
                Bytes = whole.Bytes!.Value.Slice(checked((int)((long)view[2]! * size)), checked((int)((long)view[3]! * size))),
            };
        }
        return storages;
    }

    private static Dictionary<long, TorchTensor> ReadTensors(ReadOnlyMemory<byte> member, Dictionary<long, TorchStorage> storages, string source)
    {
        PickleReader reader = Plain(member, source);
        Dictionary<long, TorchTensor> tensors = new();
        long count = (long)reader.Read()!;
        for (long i = 0L; i < count; i++)
        {
            object?[] head = (object?[])reader.Read()!;
            int rank = BinaryPrimitives.ReadInt32LittleEndian(member.Span[reader.Position..]);
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)rank, (uint)LargestRank);
            reader.Position += 8;
            long[] shape = Numbers(member, reader, rank);
            long[] strides = Numbers(member, reader, rank);
            long offset = Numbers(member, reader, 1)[0];
            if (!storages.TryGetValue((long)head[1]!, out TorchStorage? storage))
            {
                throw new WeightsException($"{source} is damaged: the storage {head[1]} of a tensor is not in it.");
            }
            tensors[(long)head[0]!] = new TorchTensor(storage, offset, shape, strides);
        }
        return tensors;
    }

    private static long[] Numbers(ReadOnlyMemory<byte> member, PickleReader reader, int count)
    {
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = BinaryPrimitives.ReadInt64LittleEndian(member.Span[reader.Position..]);
            reader.Position += 8;
        }
        return numbers;
    }

    private static PickleReader Plain(ReadOnlyMemory<byte> member, string source) =>
        new(member, source, _ => throw new InvalidCastException("it refers to a tensor where none can be"));
}
