using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Pipeline.Tests.StageProcesses;

public sealed class BoundedLinesTests
{
    [Theory]
    [InlineData("one\ntwo\n", new[] { "one", "two" })]
    [InlineData("one\r\ntwo", new[] { "one", "two" })]
    [InlineData("\n\nlast", new[] { "", "", "last" })]
    [InlineData("", new string[0])]
    public async Task Lines_are_read_as_they_stand(string text, string[] lines)
    {
        (await ReadAsync(text, 10)).ShouldBe(lines);
    }

    [Theory]
    [InlineData("abcdef\nxy\n", new[] { "abcd… (2 more characters are left out)", "xy" })]
    [InlineData("abcd\n", new[] { "abcd" })]
    [InlineData("abcde", new[] { "abcd… (1 more characters are left out)" })]
    public async Task A_line_that_is_too_long_says_what_is_left_out_and_the_next_is_whole(string text, string[] lines)
    {
        (await ReadAsync(text, 4)).ShouldBe(lines);
    }

    [Fact]
    public async Task A_line_longer_than_any_buffer_is_one_line()
    {
        string text = new('x', 100_000);

        (await ReadAsync($"{text}\nnext\n", 1_000_000)).ShouldBe([text, "next"]);
    }

    private static async Task<List<string>> ReadAsync(string text, int longest)
    {
        BoundedLines lines = new(new StringReader(text), longest);
        List<string> read = [];
        while (await lines.ReadAsync() is { } line)
        {
            read.Add(line.ToString());
        }

        return read;
    }
}
