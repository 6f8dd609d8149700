using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Tests.Stages;

public sealed class ChangedDataTests
{
    [Fact]
    public void What_a_stage_says_of_changed_files_is_known_again()
    {
        string sentence = ChangedData.Sentence("photographs", "train", "/data/camvid");

        sentence.ShouldBe("The photographs of the split 'train' in /data/camvid changed since the run was submitted.");
        ChangedData.Is(sentence).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a.jpg is cut off after 12 bytes")]
    public void Every_other_failure_is_none_of_changed_files(string? sentence) => ChangedData.Is(sentence).ShouldBeFalse();
}
