using System.Buffers.Binary;
using System.Globalization;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>
/// Reads Python's pickle format, protocols 0 to 5, as far as PyTorch writes it. A pickle is a program; this reader runs none of it: known names
/// put numbers together, other classes become objects without behaviour, and other functions are refused by name.
/// </summary>
/// <param name="data">The bytes; one pickle or several in a row.</param>
/// <param name="source">The file, for messages.</param>
/// <param name="resolve">Gives the object that one of the file's own references stands for: a storage or a tensor.</param>
internal sealed class PickleReader(ReadOnlyMemory<byte> data, string source, Func<object?, object?> resolve)
{
    private const byte HighestProtocol = 5;

    private readonly PickleInput _input = new(data);
    private readonly PickleStack _stack = new();
    private readonly PickleCalls _calls = new(source);

    /// <summary>Place where the next pickle begins.</summary>
    public int Position
    {
        get => _input.Position;
        set => _input.Position = value;
    }

    /// <summary>Reads one pickle and stands behind it.</summary>
    /// <exception cref="WeightsException">It is damaged or asks for something that no weights file needs.</exception>
    public object? Read()
    {
        _stack.Clear();
        try
        {
            while (true)
            {
                byte instruction = _input.Byte();
                if (instruction == (byte)'.')
                {
                    return _stack.Pop();
                }

                if (!ReadValue(instruction) && !ReadContainer(instruction) && !ReadMemory(instruction))
                {
                    throw new WeightsException(
                        $"{source} holds the instruction 0x{instruction:x2} at byte {Position - 1}, which no weights file needs; it is damaged or not to be trusted, and nothing of it was run.");
                }
            }
        }
        catch (Exception damaged) when (DamagedFile.IsCauseOf(damaged))
        {
            throw new WeightsException($"{source} is damaged: its list of tensors breaks off or contradicts itself at byte {Position}.", damaged);
        }
    }

    /// <summary>Reads an instruction that puts one value on the stack.</summary>
    private bool ReadValue(byte instruction)
    {
        switch ((char)instruction)
        {
            case 'N': _stack.Push(null); return true;
            case '\x88': _stack.Push(true); return true;
            case '\x89': _stack.Push(false); return true;
            case 'J': _stack.Push((long)BinaryPrimitives.ReadInt32LittleEndian(_input.Take(4))); return true;
            case 'K': _stack.Push((long)_input.Byte()); return true;
            case 'M': _stack.Push((long)BinaryPrimitives.ReadUInt16LittleEndian(_input.Take(2))); return true;
            case 'I' or 'L': _stack.Push(_input.IntegerLine()); return true;
            case '\x8a': _stack.Push(_input.Integer(_input.Byte())); return true;
            case 'G': _stack.Push(BinaryPrimitives.ReadDoubleBigEndian(_input.Take(8))); return true;
            case 'F': _stack.Push(double.Parse(_input.Line(), CultureInfo.InvariantCulture)); return true;
            case 'X' or 'T': _stack.Push(_input.Text(_input.UInt32())); return true;
            case 'U' or '\x8c': _stack.Push(_input.Text(_input.Byte())); return true;
            case '\x8d': _stack.Push(_input.Text(_input.Length())); return true;
            case 'V' or 'S': _stack.Push(_input.Line()); return true;
            case 'B': PushBytes(_input.UInt32()); return true;
            case 'C': PushBytes(_input.Byte()); return true;
            case '\x8e' or '\x96': PushBytes(_input.Length()); return true;
            case 'c': _stack.Push(Global(_input.Line(), _input.Line())); return true;
            case '\x93': PushNamed(); return true;
            case 'Q': _stack.Push(resolve(_stack.Pop())); return true;
            default: return false;
        }
    }

    /// <summary>Reads an instruction that makes a tuple, list, dictionary or object, or fills one.</summary>
    private bool ReadContainer(byte instruction)
    {
        switch ((char)instruction)
        {
            case '(': _stack.PushMark(); return true;
            case ')': _stack.Push(Array.Empty<object?>()); return true;
            case 't': _stack.Push(_stack.PopToMark()); return true;
            case '\x85': _stack.Push(_stack.Pop(1)); return true;
            case '\x86': _stack.Push(_stack.Pop(2)); return true;
            case '\x87': _stack.Push(_stack.Pop(3)); return true;
            case '}': _stack.Push(new PickleObject()); return true;
            case 'd': PushDictionary(_stack.PopToMark()); return true;
            case ']' or '\x8f': _stack.Push(new List<object?>()); return true;
            case 'l' or '\x91': _stack.Push(new List<object?>(_stack.PopToMark())); return true;
            case 'a': Append(_stack.Pop(1)); return true;
            case 'e' or '\x90': Append(_stack.PopToMark()); return true;
            case 's': SetItems(_stack.Pop(2)); return true;
            case 'u': SetItems(_stack.PopToMark()); return true;
            case 'R': Call(); return true;
            case '\x81': Make(arguments: 1); return true;
            case '\x92': Make(arguments: 2); return true;
            case 'b': Build(); return true;
            default: return false;
        }
    }

    /// <summary>Reads an instruction that remembers, recalls or drops values, or that only frames the others.</summary>
    private bool ReadMemory(byte instruction)
    {
        switch ((char)instruction)
        {
            case '\x80': ArgumentOutOfRangeException.ThrowIfGreaterThan(_input.Byte(), HighestProtocol); return true;
            case '\x95': ArgumentOutOfRangeException.ThrowIfGreaterThan(_input.Length(), (ulong)(data.Length - Position)); return true;
            case 'q': _stack.Remember(_input.Byte()); return true;
            case 'r': _stack.Remember(_input.UInt32()); return true;
            case 'p': _stack.Remember(checked((uint)(long)_input.IntegerLine())); return true;
            case '\x94': _stack.Remember(); return true;
            case 'h': _stack.Push(_stack.Recall(_input.Byte())); return true;
            case 'j': _stack.Push(_stack.Recall(_input.UInt32())); return true;
            case 'g': _stack.Push(_stack.Recall(checked((uint)(long)_input.IntegerLine()))); return true;
            case '0': _stack.Pop(); return true;
            case '1': _stack.PopToMark(); return true;
            case '2': _stack.Push(_stack.Top); return true;
            default: return false;
        }
    }

    private void PushBytes(ulong length)
    {
        _input.Skip(length);
        _stack.Push(new PickleObject("bytes"));
    }

    private void PushNamed()
    {
        object?[] names = _stack.Pop(2);
        _stack.Push(Global((string)names[0]!, (string)names[1]!));
    }

    private void PushDictionary(object?[] items)
    {
        _stack.Push(new PickleObject());
        SetItems(items);
    }

    private PickleGlobal Global(string module, string name) =>
        PickleGlobal.Find(module, name) ?? throw PickleCalls.Refusal(source, $"{module}.{name}");

    private void Call()
    {
        object?[] arguments = (object?[])_stack.Pop()!;
        _stack.Push(_calls.Call((PickleGlobal)_stack.Pop()!, arguments));
    }

    private void Make(int arguments)
    {
        _stack.Pop(arguments);
        _stack.Push(PickleCalls.Make((PickleGlobal)_stack.Pop()!));
    }

    private void Build()
    {
        object? state = _stack.Pop();
        PickleCalls.Build(_stack.Top, state);
    }

    private void SetItems(object?[] items)
    {
        PickleObject dictionary = (PickleObject)_stack.Top!;
        for (int i = 0; i < items.Length; i += 2)
        {
            dictionary.Items.Add(new(items[i], items[i + 1]));
        }
    }

    private void Append(object?[] items)
    {
        // The items of a list or set of a class of its own are nobody's tensors.
        if (_stack.Top is not PickleObject)
        {
            ((List<object?>)_stack.Top!).AddRange(items);
        }
    }
}
