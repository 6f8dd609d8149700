namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>Holds the values that a pickle has made and not used yet, and those that it remembers by number.</summary>
internal sealed class PickleStack
{
    private const int LargestMemo = 4_000_000;

    private static readonly object Mark = new();

    private readonly List<object?> _values = [];
    private readonly Dictionary<uint, object?> _memo = [];

    /// <summary>The value on top.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public object? Top => _values[^1];

    /// <summary>Forgets everything, before the next pickle.</summary>
    public void Clear()
    {
        _values.Clear();
        _memo.Clear();
    }

    /// <summary>Puts a value on top.</summary>
    /// <param name="value">The value.</param>
    public void Push(object? value) => _values.Add(value);

    /// <summary>Marks the place at which the next tuple, list or dictionary begins.</summary>
    public void PushMark() => _values.Add(Mark);

    /// <summary>Takes the value on top.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public object? Pop() => Pop(1)[0];

    /// <summary>Takes the values on top, the lowest first.</summary>
    /// <param name="count">Number of values.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public object?[] Pop(int count)
    {
        int from = _values.Count - count;
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        object?[] values = [.. _values.GetRange(from, count)];
        _values.RemoveRange(from, count);
        return values;
    }

    /// <summary>Takes the values above the last mark, and the mark.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no mark.</exception>
    public object?[] PopToMark()
    {
        int mark = _values.LastIndexOf(Mark);
        ArgumentOutOfRangeException.ThrowIfNegative(mark);
        object?[] values = Pop(_values.Count - mark - 1);
        _values.RemoveAt(mark);
        return values;
    }

    /// <summary>Remembers the value on top under the next free number.</summary>
    public void Remember() => Remember((uint)_memo.Count);

    /// <summary>Remembers the value on top.</summary>
    /// <param name="place">Its number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no value, or more are remembered than any weights file needs.</exception>
    public void Remember(uint place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_memo.Count, LargestMemo);
        _memo[place] = Top;
    }

    /// <summary>Returns the value that was remembered under a number.</summary>
    /// <param name="place">The number.</param>
    /// <exception cref="KeyNotFoundException">Nothing was.</exception>
    public object? Recall(uint place) => _memo[place];
}
