using System.Text.Json;
using PiCIE.Experiments.Plans;

namespace PiCIE.Experiments.Tests.Plans;

public sealed class ShownSettingsTests
{
    [Fact]
    public void A_training_shows_its_keys_beside_those_that_every_method_has() =>
        Keys(Shown("method=picie").GetProperty("train")).ShouldBe(
        [
            "seed", "start", "epochs", "batchSize", "learningRate", "weightDecay", "momentum", "optimizer", "k", "kmeans", "photometric",
            "geometric", "loss", "labels", "keepEpochs", "device",
        ]);

    [Fact]
    public void The_frozen_control_shows_no_training_that_it_does_not_have()
    {
        JsonElement shown = Shown("method=frozen");
        Keys(shown.GetProperty("train")).ShouldBe(["seed", "start", "device"]);
        Keys(shown.GetProperty("switches")).ShouldBe(
            ["freshBn", "kmeansBn", "centroidNormalise", "kmeansSeed", "kmeansGroupTail", "evalScore"], ignoreOrder: true);
        Keys(shown.GetProperty("preprocess")).ShouldBe(["resolution", "packing"]);
    }

    [Fact]
    public void Whatever_a_control_is_told_about_a_training_changes_nothing_that_it_shows() =>
        Shown("method=frozen", "train.epochs=9", "train.loss.mse=true", "switches.grey=true", "preprocess.baseResolution=512").GetRawText()
            .ShouldBe(Shown("method=frozen").GetRawText());

    [Fact]
    public void Settings_made_once_for_all_seeds_are_those_of_each_run()
    {
        SeededSettings seeded = new();

        Samples.Plan(Samples.Swept).Runs.ShouldAllBe(run => seeded.Of(run) == ShownSettings.Of(run.Settings).GetRawText());
    }

    private static JsonElement Shown(params string[] overrides) => ShownSettings.Of(Samples.Plan(Samples.CamVid, overrides).Runs[0].Settings);

    private static IEnumerable<string> Keys(JsonElement map) => map.EnumerateObject().Select(member => member.Name);
}
