using PiCIE.Evaluation.Names;

namespace PiCIE.Evaluation.Tests.Names;

/// <summary>The expected forms were computed by Python's <c>unicodedata</c>.</summary>
public sealed class UnicodeFormTests
{
    [Theory]
    [InlineData("M\u00fcller", "M\u00fcller")]
    [InlineData("Mu\u0308ller", "M\u00fcller")]
    [InlineData("\u1ec7", "\u1ec7")]
    [InlineData("e\u0302\u0323", "\u1ec7")]
    [InlineData("e\u0323\u0302", "\u1ec7")]
    [InlineData("\u212b", "\u00c5")]
    [InlineData("\u2126", "\u03a9")]
    [InlineData("\uac01", "\uac01")]
    [InlineData("\u1100\u1161\u11a8", "\uac01")]
    [InlineData("\u304b\u3099", "\u304c")]
    [InlineData("\u0439", "\u0439")]
    [InlineData("\u0438\u0306", "\u0439")]
    [InlineData("\u0958", "\u0915\u093c")]
    [InlineData("\u0915\u093c", "\u0915\u093c")]
    [InlineData("\uf900", "\u8c48")]
    [InlineData("a\u0315\u0300\u05ae\u0300b", "\u00e0\u05ae\u0300\u0315b")]
    [InlineData("\u1e9b\u0323", "\u1e9b\u0323")]
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("\u2adc", "\u2add\u0338")]
    [InlineData("\U0001d15e", "\U0001d157\U0001d165")]
    [InlineData("\U0001f600", "\U0001f600")]
    [InlineData("\u09c7\u09be", "\u09cb")]
    [InlineData("\u1112\u1161\u11ab\u1100\u1173\u11af", "\ud55c\uae00")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\u0340", "\u0300")]
    [InlineData("s\u0323\u0307", "\u1e69")]
    [InlineData("\u01d5", "\u01d5")]
    [InlineData("U\u0308\u0304", "\u01d5")]
    [InlineData("\u00c5ngstr\u00f6m", "\u00c5ngstr\u00f6m")]
    [InlineData("A\u030angstro\u0308m", "\u00c5ngstr\u00f6m")]
    [InlineData("\u3071", "\u3071")]
    [InlineData("\u306f\u309a", "\u3071")]
    [InlineData("\ufb4e", "\u05e4\u05bf")]
    public void A_text_is_composed_as_Unicode_says(string text, string composed)
    {
        UnicodeForm.Composed(text).ShouldBe(composed);
        UnicodeForm.Composed(composed).ShouldBe(composed);
    }

    [Fact]
    public void Every_Hangul_syllable_is_composed_of_its_parts()
    {
        foreach (int syllable in Enumerable.Range(0, 19 * 21 * 28))
        {
            int tail = syllable % 28;
            string parts = $"{(char)(0x1100 + (syllable / 588))}{(char)(0x1161 + (syllable / 28 % 21))}{(tail == 0 ? "" : (char)(0x11A7 + tail))}";
            UnicodeForm.Composed(parts).ShouldBe($"{(char)(0xAC00 + syllable)}");
        }
    }

    [Fact]
    public void Many_marks_behind_one_letter_are_ordered()
    {
        string marks = string.Concat(Enumerable.Repeat("\u0301\u0323", 500));
        UnicodeForm.Composed("x" + marks).ShouldBe("x" + new string('\u0323', 500) + new string('\u0301', 500));
    }
}
