using CsCheck;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Tests.Specs;

public sealed class SpecRoundTripTests
{
    [Fact]
    public void A_number_of_a_spec_reads_back_as_written() =>
        Gen.Double[1e-12, 1e12].Sample(rate =>
            Samples.Read(Samples.Least, FormattableString.Invariant($"train.learningRate={rate:R}")).Settings.Train.LearningRate.Equals(rate));

    [Fact]
    public void Settings_written_as_json_and_read_as_a_spec_are_the_same_settings() =>
        Gen.Select(Gen.Int[1, 500], Gen.Int[1, 50], Gen.Enum<Preset>(), Gen.Enum<OptimizerKind>(), Gen.Bool).Sample((batch, epochs, preset, optimizer, flip) =>
        {
            RunSettings settings = Samples.Read(
                Samples.Least,
                $"preset={StageJson.ToElement(preset).GetString()}",
                $"train.batchSize={batch}",
                $"train.epochs={epochs}",
                $"train.optimizer={StageJson.ToElement(optimizer).GetString()}",
                $"train.geometric.verticalFlip={(flip ? "true" : "false")}").Settings;
            string json = StageJson.ToElement(settings).GetRawText();
            return StageJson.ToElement(Samples.Read(json).Settings).GetRawText() == json;
        });
}
