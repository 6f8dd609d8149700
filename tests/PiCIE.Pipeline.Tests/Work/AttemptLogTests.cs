using PiCIE.Pipeline.Work;

namespace PiCIE.Pipeline.Tests.Work;

public sealed class AttemptLogTests : IDisposable
{
    private const int Head = 1000;
    private readonly string _folder = Directory.CreateTempSubdirectory("picie-log-").FullName;
    private readonly List<string> _told = [];

    private string File => Path.Combine(_folder, "train.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_log_that_is_too_long_keeps_its_first_and_last_lines_and_says_how_many_are_missing()
    {
        string[] written = [.. Enumerable.Range(0, 1000).Select(number => $"line {number:0000}")];
        Write(written);

        string[] kept = System.IO.File.ReadAllLines(File);
        int gap = Array.FindIndex(kept, line => line.StartsWith('…'));
        string[] head = kept[..gap];
        string[] tail = kept[(gap + 1)..];

        head.ShouldBe(written[..head.Length]);
        tail.ShouldBe(written[^tail.Length..]);
        kept[gap].ShouldBe($"… {written.Length - head.Length - tail.Length} lines are left out here …");
        (head.Length, tail.Length >= head.Length / 2).ShouldBe((100, true));
        _told.ShouldHaveSingleItem().ShouldContain(File);
    }

    [Fact]
    public void Only_the_log_itself_is_left_when_it_is_closed()
    {
        Write([.. Enumerable.Range(0, 1000).Select(number => $"{number}")]);

        Directory.GetFiles(_folder).ShouldBe([File]);
    }

    [Fact]
    public void A_log_of_the_right_length_is_whole_and_nobody_is_told()
    {
        Write(["one", "two"]);

        System.IO.File.ReadAllLines(File).ShouldBe(["one", "two"]);
        _told.ShouldBeEmpty();
    }

    private void Write(string[] lines)
    {
        using AttemptLog log = new(File, _told.Add, Head);
        Array.ForEach(lines, log.Write);
    }
}
