using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PiCIE.Tests.Golden;

/// <summary>
/// A safetensors file with vectors of the authors' implementation. Tests read values, shapes and seeds from it, so that another draw of
/// the same file passes too.
/// </summary>
internal sealed class GoldenFile
{
    private readonly Dictionary<string, GoldenTensor> _tensors;

    private GoldenFile(string path, Dictionary<string, GoldenTensor> tensors, Dictionary<string, string> metadata)
    {
        Path = path;
        _tensors = tensors;
        Metadata = metadata;
    }

    public string Path { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    public IReadOnlyCollection<string> Names => _tensors.Keys;

    public GoldenTensor this[string name] =>
        _tensors.TryGetValue(name, out GoldenTensor? tensor) ? tensor : throw new KeyNotFoundException($"{Path} has no tensor {name}");

    /// <summary>The seed of the draw.</summary>
    public ulong Seed => ulong.Parse(Metadata["seed"], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Opens a golden file by its name without extension, for example <c>evaluation</c>.</summary>
    public static GoldenFile Open(string name) => Read(SharedMaterial.GoldenFiles[name]);

    /// <summary>Reads any safetensors file.</summary>
    public static GoldenFile Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int headerLength = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file));
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, headerLength));
        Dictionary<string, GoldenTensor> tensors = [];
        Dictionary<string, string> metadata = [];
        foreach (JsonProperty entry in header.RootElement.EnumerateObject())
        {
            if (entry.NameEquals("__metadata__"))
            {
                metadata = entry.Value.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!);
                continue;
            }

            int from = entry.Value.GetProperty("data_offsets")[0].GetInt32();
            int to = entry.Value.GetProperty("data_offsets")[1].GetInt32();
            long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(side => side.GetInt64())];
            string dtype = entry.Value.GetProperty("dtype").GetString()!;
            tensors.Add(entry.Name, new GoldenTensor(entry.Name, dtype, shape, file.AsMemory(8 + headerLength + from, to - from)));
        }

        return new GoldenFile(path, tensors, metadata);
    }

    public bool Has(string name) => _tensors.ContainsKey(name);

    public long[] Shape(string name) => this[name].Shape;

    public float[] Float32(string name) => As<float>(name, "F32");

    public double[] Float64(string name) => As<double>(name, "F64");

    public long[] Int64(string name) => As<long>(name, "I64");

    public byte[] Bytes(string name) => As<byte>(name, "U8");

    /// <summary>The only element of an F64 tensor.</summary>
    public double Number(string name) => Float64(name).Single();

    private T[] As<T>(string name, string dtype)
        where T : unmanaged
    {
        GoldenTensor tensor = this[name];
        return tensor.Dtype == dtype
            ? MemoryMarshal.Cast<byte, T>(tensor.Data.Span).ToArray()
            : throw new InvalidOperationException($"{Path}: {name} is {tensor.Dtype}, not {dtype}");
    }
}
