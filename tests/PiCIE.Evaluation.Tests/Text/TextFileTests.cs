using System.Text;
using PiCIE.Evaluation.Text;

namespace PiCIE.Evaluation.Tests.Text;

public sealed class TextFileTests
{
    private const string German = "name: Straße\ndata: ./Bücher\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8 with mark", "utf-16", "utf-16BE", "utf-32"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_text_with_a_known_encoding_is_read_as_it_was_written(string name)
    {
        Encoding encoding = name switch
        {
            "utf-8" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            "utf-8 with mark" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            _ => Encoding.GetEncoding(name),
        };
        TextFile.Decode([.. encoding.GetPreamble(), .. encoding.GetBytes(German)], "a.yaml").ShouldBe(German);
    }

    [Fact]
    public void A_byte_that_is_no_text_is_refused_with_its_value_and_place()
    {
        TextProblem problem = Refused(Encoding.Latin1.GetBytes(German));
        problem.ToString().ShouldBe("line 1, column 11: byte 0xDF is no UTF-8; save the file as UTF-8");
    }

    [Fact]
    public void The_place_counts_characters_of_the_line() =>
        Refused([.. Encoding.UTF8.GetBytes("ß: ü\nßß"), 0xFC]).Place.ShouldBe(new TextPlace(2, 3));

    [Fact]
    public void A_broken_text_of_two_bytes_a_character_is_refused_too() =>
        Refused([0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8, 0x62, 0x00]).Message.ShouldContain("UTF-16");

    [Theory]
    [InlineData("utf-16", "line 1, column 2")]
    [InlineData("utf-16BE", "line 1, column 1")]
    public void A_text_of_two_bytes_a_character_without_its_mark_is_called_what_it_is(string encoding, string place) =>
        Refused(Encoding.GetEncoding(encoding).GetBytes(German)).ToString().ShouldBe(
            $"{place}: byte 0x00 stands in every other place, as in UTF-16, and the mark of UTF-16 is missing; save the file as UTF-8");

    private static TextProblem Refused(byte[] bytes) =>
        Should.Throw<InvalidTextException>(() => TextFile.Decode(bytes, "a.yaml")).Problems.ShouldHaveSingleItem();
}
