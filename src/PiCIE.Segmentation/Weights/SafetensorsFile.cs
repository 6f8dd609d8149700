using System.Buffers.Binary;
using System.Text.Json;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights;

/// <summary>
/// Reads and writes the safetensors format: 8 bytes header length, a JSON header, raw little-endian numbers. Every tool of the field reads
/// it; nothing in it is ever executed.
/// </summary>
public static class SafetensorsFile
{
    private const int LargestHeader = 100_000_000;
    private const string MetadataName = "__metadata__";

    private static readonly Dictionary<string, HostType> Types = new(StringComparer.Ordinal)
    {
        ["F32"] = HostType.Float32,
        ["F64"] = HostType.Float64,
        ["F16"] = HostType.Float16,
        ["BF16"] = HostType.BFloat16,
        ["I64"] = HostType.Int64,
        ["I32"] = HostType.Int32,
        ["I16"] = HostType.Int16,
        ["I8"] = HostType.Int8,
        ["U8"] = HostType.UInt8,
        ["BOOL"] = HostType.Bool,
    };

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightsException">The file is missing, cut off or damaged; the message names it and the tensor.</exception>
    public static NamedTensors Read(string path) => Parse(WeightsFile.ReadAllBytes(path), path);

    /// <summary>Writes a file; the path holds either the old file or the whole new one, whatever happens.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="tensors">Tensors that are written, with their metadata.</param>
    public static void Write(string path, NamedTensors tensors)
    {
        // Wide numbers first, so that each tensor lies at a multiple of its number's size; the names keep their order in the header.
        KeyValuePair<string, HostTensor>[] placed = tensors.OrderByDescending(entry => HostTensor.SizeOf(entry.Value.Type)).ToArray();
        Dictionary<string, long> offsets = new(StringComparer.Ordinal);
        long end = 0L;
        foreach ((string? name, HostTensor? tensor) in placed)
        {
            offsets[name] = end;
            end += tensor.Bytes.Length;
        }
        byte[] header = Header(tensors, offsets);
        string draft = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            using (FileStream stream = File.Create(draft))
            {
                Span<byte> length = stackalloc byte[8];
                BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
                stream.Write(length);
                stream.Write(header);
                foreach ((_, HostTensor? tensor) in placed)
                {
                    stream.Write(tensor.Bytes.Span);
                }
            }
            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    internal static NamedTensors Parse(ReadOnlyMemory<byte> file, string source)
    {
        if (file.Length < 8)
        {
            throw Damaged(source, "it has fewer than 8 bytes");
        }
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        if (length > LargestHeader || length > (ulong)(file.Length - 8))
        {
            throw Damaged(source, $"its header would be {length} bytes long, and the file has {file.Length}");
        }
        ReadOnlyMemory<byte> data = file[(8 + (int)length)..];
        try
        {
            using JsonDocument header = JsonDocument.Parse(file.Slice(8, (int)length), new JsonDocumentOptions { MaxDepth = 8 });
            return ReadEntries(header.RootElement, data, source);
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException or FormatException)
        {
            throw new WeightsException($"{source} is damaged or no safetensors file: its header is not the JSON that lists tensors.", damaged);
        }
    }

    private static NamedTensors ReadEntries(JsonElement header, ReadOnlyMemory<byte> data, string source)
    {
        NamedTensors tensors = new() { Source = source };
        List<(long From, long To, string Name)> spans = new();
        foreach (JsonProperty entry in header.EnumerateObject())
        {
            if (entry.NameEquals(MetadataName))
            {
                foreach (JsonProperty text in entry.Value.EnumerateObject())
                {
                    tensors.Metadata[text.Name] = text.Value.GetString() ?? "";
                }
                continue;
            }
            tensors.Add(entry.Name, ReadTensor(entry, data, source, spans));
        }
        RefuseHoles(spans, data.Length, source);
        return tensors;
    }

    private static HostTensor ReadTensor(
        JsonProperty entry, ReadOnlyMemory<byte> data, string source, List<(long From, long To, string Name)> spans)
    {
        if (!entry.Value.TryGetProperty("dtype", out JsonElement dtype) || !entry.Value.TryGetProperty("shape", out JsonElement sizes)
            || !entry.Value.TryGetProperty("data_offsets", out JsonElement offsets) || offsets.GetArrayLength() != 2)
        {
            throw Damaged(source, $"the tensor '{entry.Name}' lacks its dtype, shape or data_offsets");
        }
        if (!Types.TryGetValue(dtype.GetString() ?? "", out HostType type))
        {
            throw new WeightsException(
                $"The tensor '{entry.Name}' in {source} is of type {dtype}, which is not read here; allowed are {string.Join(", ", Types.Keys)}.");
        }
        long[] shape = sizes.EnumerateArray().Select(size => size.GetInt64()).ToArray();
        (long from, long to) = (offsets[0].GetInt64(), offsets[1].GetInt64());
        if (HostTensor.CountOf(shape) is not { } count || from < 0 || to < from || to > data.Length || to - from != count * HostTensor.SizeOf(type))
        {
            throw Damaged(
                source, $"the tensor '{entry.Name}' of shape {HostTensor.Describe(shape)} and type {dtype} would lie at bytes {from} to {to} of {data.Length}");
        }
        spans.Add((from, to, entry.Name));
        return new HostTensor(shape, type, data[(int)from..(int)to]);
    }

    private static void RefuseHoles(List<(long From, long To, string Name)> spans, long length, string source)
    {
        long end = 0L;
        foreach ((long From, long To, string Name) span in spans.OrderBy(span => span.From).ThenBy(span => span.To))
        {
            if (span.From != end)
            {
                throw Damaged(source, $"the tensor '{span.Name}' begins at byte {span.From} where {end} was expected");
            }
            end = span.To;
        }
        if (end != length)
        {
            throw Damaged(source, $"{length - end} bytes at its end belong to no tensor");
        }
    }

    private static byte[] Header(NamedTensors tensors, Dictionary<string, long> offsets)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            if (tensors.Metadata.Count > 0)
            {
                json.WriteStartObject(MetadataName);
                foreach ((string? name, string? text) in tensors.Metadata)
                {
                    json.WriteString(name, text);
                }
                json.WriteEndObject();
            }
            foreach ((string? name, HostTensor? tensor) in tensors)
            {
                WriteEntry(json, name, tensor, offsets[name]);
            }
            json.WriteEndObject();
        }
        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');
        }
        return buffer.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, string name, HostTensor tensor, long offset)
    {
        json.WriteStartObject(name);
        json.WriteString("dtype", Types.First(type => type.Value == tensor.Type).Key);
        json.WriteStartArray("shape");
        foreach (long size in tensor.Shape)
        {
            json.WriteNumberValue(size);
        }
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        json.WriteNumberValue(offset + tensor.Bytes.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static WeightsException Damaged(string source, string what) =>
        new($"{source} is damaged or no safetensors file: {what}; fetch or write it again.");
}
