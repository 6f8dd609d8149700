using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.BadInput;

/// <summary>Data that cannot be used: the file, what it is and what it should be.</summary>
public sealed class BadDataTests : IDisposable
{
    private readonly PicieHomeFolder _folder = new();
    private readonly SmallData _data;

    public BadDataTests() => _data = SmallData.In(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_bad_file_is_named_before_anything_is_trained()
    {
        byte[] whole = File.ReadAllBytes(_data.PhotographPath("train", 0));
        _data.Photograph("train", 1, whole[..(whole.Length / 2)]);
        _data.Photograph("train", 2, PngBytes.Promising(200_000, 200_000));
        _data.Labels("val", 0, PngBytes.Labels(SmallData.Side, SmallData.Side + 1, (_, _) => 0));
        _data.Labels("val", 1, PngBytes.Labels(SmallData.Side, SmallData.Side, (_, _) => 99));

        PicieOutcome outcome = (await _folder.PicieAsync("data", "check", _data.Spec)).ShouldEndWith(2);

        foreach (string bad in new[] { _data.PhotographPath("train", 1), _data.PhotographPath("train", 2), _data.LabelPath("val", 0), _data.LabelPath("val", 1) })
        {
            outcome.Out.ShouldContain($"bad: {bad}");
        }

        outcome.Out.ShouldContain("200000");
        outcome.Out.ShouldContain("99");
        outcome.Out.ShouldContain("49");
        outcome.Out.Split('\n').Count(line => line.StartsWith("bad: ", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public async Task A_pipe_among_the_photographs_is_named_and_not_waited_for()
    {
        string pipe = _data.PhotographPath("train", 1);
        File.Delete(pipe);
        NamedPipe.At(pipe);

        (await _folder.PicieAsync("data", "check", _data.Spec)).ShouldEndWith(2).Out.ShouldContain($"bad: {pipe}");
        (await _folder.PicieAsync("run", _data.Spec)).ShouldEndWith(2).ShouldSay($"{pipe} is a named pipe, not a file");
    }

    [Fact]
    public async Task Good_data_is_counted()
    {
        PicieOutcome outcome = (await _folder.PicieAsync("data", "check", _data.Spec, "--json")).ShouldEndWith(0);

        outcome.Json.GetProperty("fine").GetBoolean().ShouldBeTrue();
        outcome.Json.GetProperty("splits").EnumerateArray()
            .Select(split => (split.GetProperty("split").GetString(), split.GetProperty("photographs").GetInt32(), split.GetProperty("labels").GetInt32()))
            .ShouldBe([("train", 8, 8), ("val", 4, 4)], ignoreOrder: true);
    }

    [Theory]
    [InlineData("train", "is cut off")]
    [InlineData("val", "label")]
    public async Task A_bad_file_that_is_run_fails_the_run_and_is_named(string split, string kind)
    {
        string bad = split == "train" ? Truncated("train", 1) : UnknownLabel("val", 1);
        _data.WriteSpec(SmallData.ShortTraining);

        PicieOutcome outcome = await _folder.PicieAsync("run", _data.Spec);

        outcome.ShouldEndWith(1);
        (outcome.Out + outcome.Error).ShouldContain(Path.GetFileName(bad), customMessage: kind);
    }

    private string Truncated(string split, int index)
    {
        byte[] whole = File.ReadAllBytes(_data.PhotographPath(split, index));
        _data.Photograph(split, index, whole[..(whole.Length / 2)]);
        return _data.PhotographPath(split, index);
    }

    private string UnknownLabel(string split, int index)
    {
        _data.Labels(split, index, PngBytes.Labels(SmallData.Side, SmallData.Side, (_, _) => 99));
        return _data.LabelPath(split, index);
    }
}
