using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>
/// Reads the few instructions of Python's pickle format that PyTorch writes for weights. A pickle is a program; this reader runs none of it: names that are
/// not on the list of <see cref="PickleGlobal"/> and instructions that are not below are refused, and the allowed names only put numbers together.
/// </summary>
/// <param name="data">The bytes; one pickle or several in a row.</param>
/// <param name="source">The file, for messages.</param>
/// <param name="resolve">What the file's own references stand for: storages or tensors.</param>
internal sealed class PickleReader(ReadOnlyMemory<byte> data, string source, Func<object?, object?> resolve)
{
    private const int LargestMemo = 4_000_000;
    private const int LargestText = 1 << 20;
    private const int LargestLine = 256;

    private static readonly object Mark = new();

    private readonly List<object?> _stack = [];
    private readonly Dictionary<uint, object?> _memo = [];

    /// <summary>Where the next pickle begins.</summary>
    public int Position { get; set; }

    /// <summary>Reads one pickle and stands behind it.</summary>
    /// <exception cref="WeightsException">It is damaged or asks for something that no weights file needs.</exception>
    public object? Read()
    {
        _stack.Clear();
        _memo.Clear();
        try
        {
            while (true)
            {
                byte instruction = Take(1)[0];
                if (instruction == (byte)'.')
                {
                    return Pop();
                }
                Execute(instruction);
            }
        }
        catch (Exception damaged) when (DamagedFile.IsCauseOf(damaged))
        {
            throw new WeightsException($"{source} is damaged: its list of tensors breaks off or contradicts itself at byte {Position}.", damaged);
        }
    }

    private void Execute(byte instruction)
    {
        switch ((char)instruction)
        {
            case '\x80': RefuseProtocol(Take(1)[0]); break;
            case '(': _stack.Add(Mark); break;
            case 'N': _stack.Add(null); break;
            case '\x88': _stack.Add(true); break;
            case '\x89': _stack.Add(false); break;
            case 'J': _stack.Add((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break;
            case 'K': _stack.Add((long)Take(1)[0]); break;
            case 'M': _stack.Add((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
            case '\x8a': _stack.Add(ReadLong(Take(Take(1)[0]))); break;
            case 'G': _stack.Add(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
            case 'X': _stack.Add(ReadText(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); break;
            case 'T': _stack.Add(ReadText(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); break;
            case 'U': _stack.Add(ReadText(Take(1)[0])); break;
            case 'q': Remember(Take(1)[0]); break;
            case 'r': Remember(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))); break;
            case 'h': _stack.Add(Recall(Take(1)[0])); break;
            case 'j': _stack.Add(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); break;
            case ')': _stack.Add(Array.Empty<object?>()); break;
            case 't': _stack.Add(PopToMark()); break;
            case '\x85': _stack.Add(PopMany(1)); break;
            case '\x86': _stack.Add(PopMany(2)); break;
            case '\x87': _stack.Add(PopMany(3)); break;
            case '}': _stack.Add(new PickleDictionary()); break;
            case ']': _stack.Add(new List<object?>()); break;
            case 'a': Append([Pop()]); break;
            case 'e': Append(PopToMark()); break;
            case 's': SetItems(PopMany(2)); break;
            case 'u': SetItems(PopToMark()); break;
            case 'c': _stack.Add(ReadGlobal()); break;
            case 'Q': _stack.Add(resolve(Pop())); break;
            case 'R': Reduce(); break;
            case '\x81': MakeObject(); break;
            case 'b': Build(); break;
            default:
                throw new WeightsException(
                    $"{source} holds the instruction 0x{instruction:x2} at byte {Position - 1}, which no weights file needs; it is damaged or not to be trusted, and nothing of it was run.");
        }
    }

    private PickleGlobal ReadGlobal()
    {
        (string? module, string? name) = (ReadLine(), ReadLine());
        return PickleGlobal.Find(module, name) ?? throw new WeightsException(
            $"{source} asks for '{module}.{name}', which no weights file needs; do not trust it. Nothing of it was run; ask its author for a file of plain tensors or safetensors.");
    }

    private void Reduce()
    {
        object?[] arguments = (object?[])Pop()!;
        PickleGlobal function = (PickleGlobal)Pop()!;
        _stack.Add(function.Meaning switch
        {
            PickleMeaning.Dictionary when arguments.Length == 0 => new PickleDictionary(),
            PickleMeaning.Dictionary => FromPairs((List<object?>)arguments[0]!),
            PickleMeaning.Tensor => new TorchTensor(
                (TorchStorage)arguments[0]!, (long)arguments[1]!, Numbers(arguments[2]), Numbers(arguments[3])),
            PickleMeaning.Parameter => (TorchTensor)arguments[0]!,
            _ => throw new InvalidCastException(),
        });
    }

    private void MakeObject()
    {
        Pop();
        _stack.Add(((PickleGlobal)Pop()!).Meaning switch
        {
            PickleMeaning.ParameterClass => new TorchParameter(),
            PickleMeaning.Attributes or PickleMeaning.Dictionary => new PickleDictionary(),
            _ => throw new InvalidCastException(),
        });
    }

    private void Build()
    {
        object? state = Pop();
        switch (_stack[^1])
        {
            case TorchParameter parameter:
                parameter.Tensor = (TorchTensor?)((object?[])state!)[0];
                break;
            case PickleDictionary { Entries.Count: 0 } attributes when state is PickleDictionary given:
                attributes.Entries.AddRange(given.Entries);
                break;
            case PickleDictionary:
                // The notes that PyTorch keeps beside a state dictionary; no tensor is in them.
                break;
            default:
                throw new InvalidCastException();
        }
    }

    private static PickleDictionary FromPairs(List<object?> pairs)
    {
        PickleDictionary dictionary = new();
        foreach (object? pair in pairs)
        {
            (object? key, object? value) = pair switch
            {
                object?[] { Length: 2 } both => (both[0], both[1]),
                List<object?> { Count: 2 } both => (both[0], both[1]),
                _ => throw new InvalidCastException(),
            };
            dictionary.Entries.Add(new(key, value));
        }
        return dictionary;
    }

    private void SetItems(object?[] items)
    {
        PickleDictionary dictionary = (PickleDictionary)_stack[^1]!;
        for (int i = 0; i < items.Length; i += 2)
        {
            dictionary.Entries.Add(new(items[i], items[i + 1]));
        }
    }

    private void Append(object?[] items) => ((List<object?>)_stack[^1]!).AddRange(items);

    private static long[] Numbers(object? tuple) => [.. ((object?[])tuple!).Select(number => (long)number!)];

    private static object ReadLong(ReadOnlySpan<byte> bytes)
    {
        BigInteger number = new(bytes);
        return number >= long.MinValue && number <= long.MaxValue ? (long)number : number;
    }

    private string ReadText(uint length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, (uint)LargestText);
        return Encoding.UTF8.GetString(Take((int)length));
    }

    private string ReadLine()
    {
        ReadOnlySpan<byte> rest = data.Span[Position..];
        int end = rest[..Math.Min(rest.Length, LargestLine)].IndexOf((byte)'\n');
        ArgumentOutOfRangeException.ThrowIfNegative(end);
        Position += end + 1;
        return Encoding.UTF8.GetString(rest[..end]);
    }

    private void RefuseProtocol(byte protocol) => ArgumentOutOfRangeException.ThrowIfGreaterThan(protocol, (byte)3);

    private void Remember(uint place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_memo.Count, LargestMemo);
        _memo[place] = _stack[^1];
    }

    private object? Recall(uint place) =>
        _memo.TryGetValue(place, out object? value) ? value : throw new ArgumentOutOfRangeException(nameof(place));

    private object? Pop() => PopMany(1)[0];

    private object?[] PopMany(int count)
    {
        int from = _stack.Count - count;
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        object?[] items = [.. _stack.Skip(from)];
        _stack.RemoveRange(from, count);
        return items;
    }

    private object?[] PopToMark()
    {
        int mark = _stack.LastIndexOf(Mark);
        object?[] items = PopMany(_stack.Count - mark - 1);
        PopMany(1);
        return items;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> span = data.Span.Slice(Position, count);
        Position += count;
        return span;
    }
}
