using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace PiCIE.Segmentation.Tests.Weights;

/// <summary>Writes files as <c>torch.save</c> does, with any pickle protocol and any values beside the tensors.</summary>
internal sealed class TorchArchive
{
    private readonly List<byte> _pickle = [];
    private readonly List<float[]> _storages = [];
    private readonly int _protocol;
    private int _memo;

    public TorchArchive(int protocol = 2) => _protocol = protocol;

    /// <summary>The pickle's instructions so far; a test may add its own.</summary>
    public List<byte> Instructions => _pickle;

    /// <summary>A dictionary of one tensor, as the smallest network.</summary>
    public TorchArchive Network(string prefix = "") => Dictionary((prefix + "weight", archive => archive.Tensor([2], 1, 2)));

    public TorchArchive Dictionary(params (string Key, Action<TorchArchive> Value)[] items) => Object(archive => archive.Global("collections", "OrderedDict"), items);

    /// <summary>An object that is made by calling a class without arguments, with the items of a dictionary.</summary>
    public TorchArchive Object(Action<TorchArchive> type, params (string Key, Action<TorchArchive> Value)[] items)
    {
        type(this);
        Add(')', 'R').Memoize().Add('(');
        foreach ((string key, Action<TorchArchive> value) in items)
        {
            value(Text(key));
        }

        return Add('u');
    }

    /// <summary>A value that a call gives: a name and its arguments.</summary>
    public TorchArchive Call(string module, string name, params Action<TorchArchive>[] arguments)
    {
        Global(module, name).Add('(');
        foreach (Action<TorchArchive> argument in arguments)
        {
            argument(this);
        }

        return Add('t', 'R').Memoize();
    }

    public TorchArchive Tensor(long[] shape, params float[] values) => TensorOf(shape, Strides(shape), _storages.Count, values);

    public TorchArchive TensorOf(long[] shape, long[] strides, int storage, params float[] values)
    {
        if (storage == _storages.Count)
        {
            _storages.Add(values);
        }

        Global("torch._utils", "_rebuild_tensor_v2").Add('(');
        Add('(').Text("storage").Global("torch", "FloatStorage").Text($"{storage}").Text("cpu").Integer(_storages[storage].Length).Add('t', 'Q');
        Integer(0).Tuple(shape).Tuple(strides).Add('\x89');
        return Global("collections", "OrderedDict").Add(')', 'R', 't', 'R').Memoize();
    }

    public TorchArchive Global(string module, string name)
    {
        if (_protocol >= 4)
        {
            return Text(module).Text(name).Add('\x93').Memoize();
        }

        _pickle.AddRange(Encoding.ASCII.GetBytes($"c{module}\n{name}\n"));
        return Memoize();
    }

    public TorchArchive Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (_protocol >= 4)
        {
            _pickle.AddRange([0x8c, (byte)bytes.Length]);
        }
        else
        {
            _pickle.AddRange([(byte)'X', .. BitConverter.GetBytes(bytes.Length)]);
        }

        _pickle.AddRange(bytes);
        return Memoize();
    }

    public TorchArchive Integer(long number)
    {
        _pickle.AddRange([(byte)'J', .. BitConverter.GetBytes((int)number)]);
        return this;
    }

    public TorchArchive Tuple(params long[] numbers)
    {
        Add('(');
        foreach (long number in numbers)
        {
            Integer(number);
        }

        return Add('t');
    }

    public TorchArchive Add(params char[] instructions)
    {
        _pickle.AddRange(instructions.Select(instruction => (byte)instruction));
        return this;
    }

    /// <summary>The file in the zip format.</summary>
    public byte[] Zip()
    {
        using MemoryStream file = new();
        using (ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Member(archive, "archive/data.pkl", Pickle(_pickle));
            for (int key = 0; key < _storages.Count; key++)
            {
                Member(archive, $"archive/data/{key}", Bytes(_storages[key]));
            }
        }

        return file.ToArray();
    }

    /// <summary>The file in the format of five pickles in a row.</summary>
    public byte[] Legacy()
    {
        TorchArchive machine = new(_protocol), keys = new(_protocol);
        machine.Add('}', '(').Text("little_endian").Add('\x88', 'u');
        keys.Add(']', '(');
        for (int key = 0; key < _storages.Count; key++)
        {
            keys.Text($"{key}");
        }

        keys.Add('e');
        return
        [
            .. Pickle([0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]),
            .. Pickle([(byte)'M', 0xe9, 0x03]),
            .. Pickle(machine._pickle),
            .. Pickle(_pickle),
            .. Pickle(keys._pickle),
            .. _storages.SelectMany(storage => BitConverter.GetBytes((long)storage.Length).Concat(Bytes(storage))),
        ];
    }

    /// <summary>Protocols 4 and 5 put the instructions into a frame.</summary>
    private byte[] Pickle(List<byte> instructions)
    {
        byte[] frame = new byte[9];
        frame[0] = 0x95;
        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(1), instructions.Count + 1);
        return [0x80, (byte)_protocol, .. _protocol >= 4 ? frame : [], .. instructions, (byte)'.'];
    }

    private TorchArchive Memoize()
    {
        _pickle.AddRange(_protocol >= 4 ? [0x94] : [(byte)'r', .. BitConverter.GetBytes(_memo++)]);
        return this;
    }

    private static long[] Strides(long[] shape)
    {
        long[] strides = new long[shape.Length];
        long step = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = step;
            step *= shape[axis];
        }

        return strides;
    }

    private static byte[] Bytes(float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static void Member(ZipArchive archive, string name, byte[] content)
    {
        using Stream entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(content);
    }
}
