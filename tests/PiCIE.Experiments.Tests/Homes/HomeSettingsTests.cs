using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Homes;

namespace PiCIE.Experiments.Tests.Homes;

public sealed class HomeSettingsTests
{
    [Fact]
    public void Every_key_is_read() =>
        HomeSettings.Read("data: /srv/data\nweights: w\nartifacts: a\nuser: ada\nstage: s", "picie.yaml").ShouldBe(
            new HomeSettings { Data = "/srv/data", Weights = "w", Artifacts = "a", User = "ada", Stage = "s" });

    [Fact]
    public void An_unknown_key_is_named_with_its_line_and_the_nearest_one()
    {
        InvalidTextException error = Should.Throw<InvalidTextException>(() => HomeSettings.Read("user: ada\nwieghts: w", "picie.yaml"));

        error.Message.ShouldContain("picie.yaml: line 2");
        error.Message.ShouldContain("wieghts");
        error.Message.ShouldContain("did you mean weights?");
    }

    [Theory]
    [InlineData("data: [a, b]", "data expects a text")]
    [InlineData("data:", "data expects a text")]
    [InlineData("data: a\ndata: b", "data")]
    public void A_value_that_is_no_text_is_refused(string text, string words) =>
        Should.Throw<InvalidTextException>(() => HomeSettings.Read(text, "picie.yaml")).Message.ShouldContain(words);
}
