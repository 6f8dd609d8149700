using System.Text;

namespace PiCIE.Pipeline.StageProcesses;

/// <summary>Reads lines of a bounded length. The rest of a longer line is counted and dropped, so that no line costs much memory.</summary>
/// <param name="reader">The text.</param>
/// <param name="longest">Characters that are kept of a line.</param>
internal sealed class BoundedLines(TextReader reader, int longest)
{
    private readonly char[] _buffer = new char[1 << 14];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _filled;

    /// <summary>Reads the next line without its end; null at the end of the text.</summary>
    public async Task<BoundedLine?> ReadAsync()
    {
        _line.Clear();
        long length = 0;
        while (true)
        {
            if (_at == _filled)
            {
                (_at, _filled) = (0, await reader.ReadAsync(_buffer));
                if (_filled == 0)
                {
                    return length == 0 ? null : Taken(length);
                }
            }

            int end = Array.IndexOf(_buffer, '\n', _at, _filled - _at);
            int part = (end < 0 ? _filled : end) - _at;
            _line.Append(_buffer, _at, Math.Min(part, longest - _line.Length));
            length += part;
            _at += part;
            if (end >= 0)
            {
                _at++;
                return Taken(length);
            }
        }
    }

    private BoundedLine Taken(long length)
    {
        long left = length - _line.Length;
        if (left == 0 && _line.Length > 0 && _line[^1] == '\r')
        {
            _line.Length--;
        }

        BoundedLine line = new(_line.ToString(), left);
        if (_line.Capacity > _buffer.Length)
        {
            _line.Capacity = Math.Max(_line.Length, _buffer.Length);
        }

        return line;
    }
}

/// <summary>A line, or its beginning.</summary>
/// <param name="Text">The characters that were kept.</param>
/// <param name="Left">Number of characters that were left out.</param>
internal readonly record struct BoundedLine(string Text, long Left)
{
    /// <summary>Whether the line was longer than what is kept.</summary>
    public bool IsCut => Left > 0;

    /// <summary>Returns the line for people; a line that was cut says so.</summary>
    public override string ToString() => IsCut ? $"{Text}… ({Left} more characters are left out)" : Text;
}
