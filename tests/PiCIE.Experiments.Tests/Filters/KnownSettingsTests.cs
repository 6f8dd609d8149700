using System.Collections;
using System.Reflection;
using PiCIE.Experiments.Filters;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Tests.Filters;

public sealed class KnownSettingsTests
{
    /// <summary>Records of settings with the place that they have in a spec.</summary>
    [Theory]
    [InlineData(typeof(PicieTraining), "train")]
    [InlineData(typeof(KMeansSettings), "train.kmeans")]
    [InlineData(typeof(ClusterSettings), "cluster")]
    [InlineData(typeof(EvaluateSettings), "evaluate")]
    [InlineData(typeof(PreprocessSettings), "preprocess")]
    [InlineData(typeof(BackboneChoice), "backbone")]
    [InlineData(typeof(RunSwitches), "switches")]
    public void Every_setting_can_be_named(Type record, string above)
    {
        foreach (PropertyInfo property in record.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsSetting))
        {
            KnownSettings.Keys.ShouldContain($"{above}.{SpecKeys.Of(property)}");
        }
    }

    [Fact]
    public void A_run_has_no_setting_without_a_name()
    {
        RunSettings settings = Samples.Read(Samples.CamVid).Settings;

        SettingDifferences.Leaves(ShownSettings.Of(settings)).Select(leaf => leaf.Key).ShouldBeSubsetOf(KnownSettings.Keys);
    }

    /// <summary>A value, and not a record of further settings.</summary>
    private static bool IsSetting(PropertyInfo property) => property.CanWrite
        && (property.PropertyType.IsValueType || property.PropertyType == typeof(string) || property.PropertyType.IsAssignableTo(typeof(IEnumerable)));
}
