using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Tests.Text;

public sealed class EnumWordsTests
{
    [Fact]
    public void Every_word_is_the_same_in_spec_and_json_and_reads_back()
    {
        Check<Method>();
        Check<Preset>();
        Check<Packing>();
        Check<OptimizerKind>();
        Check<PseudoLabelMode>();
        Check<TrainStart>();
        Check<CentroidSource>();
        Check<MatchingRule>();
        Check<KMeansBatchNorm>();
        Check<KMeansSeedRule>();
        Check<GroupTail>();
        Check<ClusterWeightRule>();
        Check<BlurSigmaRule>();
        Check<TrainLogit>();
        Check<CropRounding>();
        Check<WeightDecayAdam>();
        Check<LrSchedule>();
        Check<FreshBatchNorm>();
        Check<EvalScore>();
    }

    private static void Check<T>()
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
        {
            string word = value.Word();
            StageJson.ToElement(value).GetString().ShouldBe(word);
            EnumWords.Find<T>(word).ShouldBe(value);
        }
    }
}
