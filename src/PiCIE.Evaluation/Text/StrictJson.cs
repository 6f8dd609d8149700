using System.Text;
using System.Text.Json;

namespace PiCIE.Evaluation.Text;

/// <summary>
/// Reads JSON into plain nodes with their places, as strictly as specs are read: it refuses comments, repeated keys, and deep or huge
/// texts.
/// </summary>
internal sealed class StrictJson
{
    /// <summary>Longest text, in characters; a class table of a thousand classes has a tenth of it.</summary>
    public const int LongestText = 1 << 20;

    /// <summary>Deepest nesting that is read.</summary>
    public const int Deepest = 16;

    private readonly byte[] _bytes;
    private readonly int[] _lineStarts;
    private readonly ICollection<TextProblem> _problems;

    private StrictJson(byte[] bytes, ICollection<TextProblem> problems)
    {
        _bytes = bytes;
        _problems = problems;
        _lineStarts = [0, .. Enumerable.Range(0, bytes.Length).Where(index => bytes[index] == '\n').Select(index => index + 1)];
    }

    /// <summary>Reads the value in a text; null when there is none, with the reason among the problems.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static TextNode? Read(string text, ICollection<TextProblem> problems)
    {
        if (text.Length > LongestText)
        {
            problems.Add(new TextProblem($"the text has {text.Length} characters, at most {LongestText} are read", new TextPlace(1, 1), null, null));
            return null;
        }

        return new StrictJson(Encoding.UTF8.GetBytes(text), problems).Read();
    }

    private TextNode? Read()
    {
        try
        {
            Utf8JsonReader reader = new(_bytes, new JsonReaderOptions { MaxDepth = Deepest });
            reader.Read();
            TextNode node = ReadNode(ref reader);
            return reader.Read() ? null : node;
        }
        catch (JsonException broken)
        {
            TextPlace place = PlaceOf((int)(broken.LineNumber ?? 0), (int)(broken.BytePositionInLine ?? 0));
            _problems.Add(new TextProblem($"this is not JSON: {BrokenJson.Reason(_bytes, IndexOf(broken))}", place, null, null));
            return null;
        }
        catch (InvalidOperationException)
        {
            _problems.Add(new TextProblem("this is not JSON: a text holds one half of a character (\\uD800 to \\uDFFF)", new TextPlace(1, 1), null, null));
            return null;
        }
    }

    private TextNode ReadNode(ref Utf8JsonReader reader)
    {
        TextPlace place = At(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadMap(ref reader, place);
            case JsonTokenType.StartArray:
                List<TextNode> items = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadNode(ref reader));
                }

                return new TextList(place, items);
            case JsonTokenType.String:
                return new TextScalar(place, reader.GetString()!, Plain: false);
            default:
                return new TextScalar(place, Encoding.UTF8.GetString(reader.ValueSpan), Plain: true);
        }
    }

    private TextMap ReadMap(ref Utf8JsonReader reader, TextPlace place)
    {
        List<TextEntry> entries = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            (TextPlace at, string key) = (At(reader.TokenStartIndex), reader.GetString()!);
            reader.Read();
            TextNode value = ReadNode(ref reader);
            if (entries.Find(entry => entry.Key == key) is { } earlier)
            {
                _problems.Add(Complaints.Twice(key, at, earlier.Place));
                continue;
            }

            entries.Add(new TextEntry(at, key, value));
        }

        return new TextMap(place, entries);
    }

    private TextPlace At(long index)
    {
        int line = Array.BinarySearch(_lineStarts, (int)index);
        line = line >= 0 ? line : ~line - 1;
        return PlaceOf(line, (int)index - _lineStarts[line]);
    }

    /// <summary>Returns a place from a line and a byte in it, both counted from 0; columns count characters.</summary>
    private TextPlace PlaceOf(int line, int bytes)
    {
        int start = _lineStarts[Math.Min(line, _lineStarts.Length - 1)];
        int length = Math.Clamp(bytes, 0, _bytes.Length - start);
        return new TextPlace(line + 1, Encoding.UTF8.GetCharCount(_bytes, start, length) + 1);
    }

    /// <summary>Returns the index of the byte at which the library stopped.</summary>
    private int IndexOf(JsonException broken) =>
        (int)Math.Min(_bytes.Length, _lineStarts[Math.Min((int)(broken.LineNumber ?? 0), _lineStarts.Length - 1)] + (broken.BytePositionInLine ?? 0));
}
