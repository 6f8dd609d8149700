using System.Text;

namespace PiCIE.Evaluation.Names;

/// <summary>
/// Brings a text into Unicode form C, in which letters and their marks are one character wherever there is such a character. The runtime does that only
/// with a library of the system that many machines lack, so that the program runs without it; this is the algorithm of Unicode annex 15.
/// </summary>
internal static class UnicodeForm
{
    // Hangul syllables are computed from their parts (Unicode standard, section 3.12).
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Tails = 28;
    private const int Syllables = Leads * Vowels * Tails;

    private const int NoMark = -1;

    /// <summary>Returns the text in form C.</summary>
    /// <param name="text">A text without halves of surrogate pairs.</param>
    public static string Composed(string text)
    {
        if (text.All(char.IsAscii))
        {
            return text;
        }

        List<int> codes = [];
        foreach (Rune rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, codes);
        }

        OrderMarks(codes);
        return string.Concat(Compose(codes).Select(char.ConvertFromUtf32));
    }

    private static void Decompose(int code, List<int> codes)
    {
        if (code - SyllableBase is >= 0 and < Syllables and int syllable)
        {
            codes.Add(LeadBase + (syllable / (Vowels * Tails)));
            codes.Add(VowelBase + (syllable / Tails % Vowels));
            if (syllable % Tails is > 0 and int tail)
            {
                codes.Add(TailBase + tail);
            }
        }
        else if (UnicodeTables.PartsOf(code) is { } parts)
        {
            foreach (int part in parts)
            {
                Decompose(part, codes);
            }
        }
        else
        {
            codes.Add(code);
        }
    }

    /// <summary>Sorts the marks behind each letter by their class; marks of one class keep their order.</summary>
    private static void OrderMarks(List<int> codes)
    {
        for (int i = 1; i < codes.Count; i++)
        {
            int mark = UnicodeTables.ClassOf(codes[i]);
            for (int at = i; mark > 0 && at > 0 && UnicodeTables.ClassOf(codes[at - 1]) > mark; at--)
            {
                (codes[at], codes[at - 1]) = (codes[at - 1], codes[at]);
            }
        }
    }

    private static List<int> Compose(List<int> codes)
    {
        List<int> composed = [];
        int letter = -1;
        int lastMark = NoMark;
        foreach (int code in codes)
        {
            int mark = UnicodeTables.ClassOf(code);
            if (letter >= 0 && lastMark < mark && Pair(composed[letter], code) is { } one)
            {
                composed[letter] = one;
                continue;
            }

            (letter, lastMark) = mark == 0 ? (composed.Count, NoMark) : (letter, mark);
            composed.Add(code);
        }

        return composed;
    }

    private static int? Pair(int first, int second)
    {
        if (first - LeadBase is >= 0 and < Leads and int lead && second - VowelBase is >= 0 and < Vowels and int vowel)
        {
            return SyllableBase + (((lead * Vowels) + vowel) * Tails);
        }

        return first - SyllableBase is >= 0 and < Syllables and int syllable && syllable % Tails == 0 && second - TailBase is > 0 and < Tails and int tail
            ? SyllableBase + syllable + tail
            : UnicodeTables.PairOf(first, second);
    }
}
