using CsCheck;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Tests.Specs;

public sealed class SpecRoundTripTests
{
    [Fact]
    public void A_number_of_a_spec_reads_back_as_written() =>
        Gen.Double[1e-12, 1e12].Sample(rate =>
            Samples.Read(Samples.Least, FormattableString.Invariant($"train.learningRate={rate:R}")).Settings.Train.Training is PicieTraining training && training.LearningRate.Equals(rate));

    [Fact]
    public void Settings_written_as_json_and_read_as_a_spec_are_the_same_settings() =>
        Gen.Select(Gen.Int[1, 500], Gen.Enum<Method>(), Gen.Enum<Preset>(), Gen.Enum<OptimizerKind>(), Gen.Bool).Sample((batch, method, preset, optimizer, flip) =>
        {
            RunSettings settings = Samples.Read(
                Samples.Least,
                $"preset={preset.Word()}",
                $"train.batchSize={batch}",
                $"method={method.Word()}",
                $"train.optimizer={optimizer.Word()}",
                $"train.geometric.verticalFlip={(flip ? "true" : "false")}").Settings;
            string json = ShownSettings.Of(settings).GetRawText();
            return ShownSettings.Of(Samples.Read(json).Settings).GetRawText() == json;
        });
}
