using PiCIE.Experiments.Filters;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Tests.Filters;

public sealed class SettingValuesTests
{
    private static readonly SettingValues CamVid = Of();

    [Fact]
    public void Runs_that_differ_in_a_seed_have_one_set_of_settings()
    {
        RunSettings settings = Samples.Read(Samples.CamVid).Settings;

        SettingValues.Of(settings with { Train = settings.Train with { Seed = 7 }, Cluster = settings.Cluster with { Seed = 8 } }).Id.ShouldBe(CamVid.Id);
    }

    [Theory]
    [InlineData("train.learningRate=6e-4")]
    [InlineData("evaluate.splits=test,val")]
    [InlineData("train.threads=2")]
    [InlineData("switches.grey=true")]
    public void Any_other_setting_makes_another_set(string setting) => Of(setting).Id.ShouldNotBe(CamVid.Id);

    [Fact]
    public void A_value_is_a_number_or_a_text()
    {
        Dictionary<string, (string? Text, double? Number)> values = CamVid.Values.ToDictionary(value => value.Key, value => (value.Text, value.Number));

        values["train.learningRate"].ShouldBe((null, 5e-4));
        values["evaluate.splits"].ShouldBe(("val,test", null));
        values["method"].ShouldBe(("picie", null));
        values["switches.cropAntialias"].Text.ShouldBeOneOf("true", "false");
        values.ShouldAllBe(value => value.Value.Text == null != (value.Value.Number == null));
        values.Keys.ShouldBeSubsetOf(KnownSettings.Keys);
        values.Keys.ShouldNotContain(key => key.EndsWith(".seed", StringComparison.Ordinal));
    }

    private static SettingValues Of(params string[] overrides) => SettingValues.Of(Samples.Read(Samples.CamVid, overrides).Settings);
}
