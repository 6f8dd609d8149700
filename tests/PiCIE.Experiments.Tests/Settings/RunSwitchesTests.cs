using System.Text.Json;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Tests.Settings;

public sealed class RunSwitchesTests
{
    /// <summary>Table 2.1 of spec.md: switch, released-2021-12, released-2021-07, clean.</summary>
    public static TheoryData<string, string, string, string> Table => new()
    {
        { "kmeansBn", "train", "eval", "eval" },
        { "centroidNormalise", "false", "false", "true" },
        { "kmeansSeed", "below-seed", "below-seed", "derived" },
        { "kmeansGroupTail", "drop", "drop", "use" },
        { "kmeansInitRows", "all", "all", "262144" },
        { "classWeight", "proportional", "proportional", "none" },
        { "grey", "false", "false", "true" },
        { "blurSigma", "tied", "tied", "uniform" },
        { "trainLogit", "inner-product", "inner-product", "inner-product" },
        { "view1PhotometricInTraining", "true", "true", "true" },
        { "cropAntialias", "false", "false", "true" },
        { "cropRounding", "independent", "independent", "snapped" },
        { "weightDecayAdam", "ignored", "ignored", "honoured" },
        { "lrSchedule", "constant", "constant", "constant" },
        { "freshBn", "drifted", "drifted", "restored" },
        { "evalScore", "inner-product", "inner-product", "negative-distance" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_preset_expands_to_its_column_of_the_table(string name, string released12, string released07, string clean)
    {
        Value(name, "released-2021-12").ShouldBe(released12);
        Value(name, "as-published").ShouldBe(released12);
        Value(name, "released-2021-07").ShouldBe(released07);
        Value(name, "clean").ShouldBe(clean);
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Every_switch_of_the_table_can_be_set(string name, string released12, string released07, string clean)
    {
        released07.ShouldNotBeEmpty();
        foreach (string value in new[] { released12, clean })
        {
            Value(name, "clean", $"switches.{name}={value}").ShouldBe(value);
        }
    }

    [Fact]
    public void The_table_has_every_switch() =>
        typeof(RunSwitches).GetProperties().Where(property => property.GetMethod!.IsPublic && !property.GetMethod.IsStatic)
            .Select(SpecKeys.Of)
            .ShouldBe(Table.Select(row => row.Data.Item1), ignoreOrder: true);

    [Fact]
    public void Without_a_preset_the_released_program_of_december_2021_holds()
    {
        RunSettings settings = Samples.Read(Samples.Least).Settings;
        settings.Preset.ShouldBe(Preset.Released202112);
        settings.Switches.ShouldBe(RunSwitches.Of(Preset.Released202112));
    }

    private static string Value(string name, string preset, params string[] overrides)
    {
        RunSwitches switches = Samples.Read(Samples.Least, [$"preset={preset}", .. overrides]).Settings.Switches;
        JsonElement element = StageJson.ToElement(switches);
        return element.TryGetProperty(name, out JsonElement value)
            ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()
            : "all";
    }
}
