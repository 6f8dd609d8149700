using PiCIE.Experiments.Specs;

namespace PiCIE.Experiments.Tests.Specs;

public sealed class OverridePathsTests
{
    private static readonly string Folder = Path.GetFullPath("/work here/it's");

    [Theory]
    [InlineData("data", "./photographs", "photographs")]
    [InlineData("data", "../photographs", "../photographs")]
    [InlineData("data", ".", ".")]
    [InlineData("task", "mine.yaml", "mine.yaml")]
    [InlineData("task", "tasks/mine.yml", "tasks/mine.yml")]
    [InlineData("backbone.weights", "./start.pth", "start.pth")]
    [InlineData("data", "./a [b] #1: c", "a [b] #1: c")]
    [InlineData("data", "\"./quoted\"", "quoted")]
    public void A_path_counts_from_where_the_command_is_given(string key, string written, string below)
    {
        ExperimentSpec spec = Samples.Read(Samples.Least, [.. OverridePaths.Absolute([$"{key}={written}"], Folder)]);
        string read = key switch
        {
            "data" => spec.Settings.Data,
            "task" => spec.Settings.Task,
            _ => spec.Settings.Backbone.Weights,
        };
        read.ShouldBe(Path.GetFullPath(below, Folder));
    }

    [Theory]
    [InlineData("data=camvid")]
    [InlineData("task=camvid-11")]
    [InlineData("backbone.weights=imagenet")]
    [InlineData("backbone.weights=resnet18-c0748454.pth")]
    [InlineData("name=./no/path")]
    [InlineData("no sign")]
    [InlineData("data=")]
    public void A_name_and_every_other_key_stay_as_they_are(string text) => OverridePaths.Absolute([text], Folder).ShouldBe([text]);
}
