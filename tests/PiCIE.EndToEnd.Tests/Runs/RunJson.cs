using System.Text.Json;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Runs;

/// <summary>What tests read in the document that <c>picie run --json</c> prints.</summary>
internal static class RunJson
{
    /// <summary>The one run of an experiment that ended well.</summary>
    public static JsonElement Run(this PicieOutcome outcome)
    {
        JsonElement runs = outcome.ShouldEndWith(0).Json.GetProperty("runs");
        runs.GetArrayLength().ShouldBe(1);
        return runs[0];
    }

    public static JsonElement[] Stages(this JsonElement run, string kind) =>
        [.. run.GetProperty("stages").EnumerateArray().Where(stage => stage.GetProperty("kind").GetString() == kind)];

    public static JsonElement Stage(this JsonElement run, string kind) => run.Stages(kind).ShouldHaveSingleItem();

    public static string Key(this JsonElement stage) => stage.GetProperty("key").GetString()!;

    public static bool Reused(this JsonElement stage) => stage.GetProperty("reused").GetBoolean();

    public static JsonElement Figures(this JsonElement run, string split) => run.GetProperty("metrics").GetProperty(split);

    public static JsonElement[] Classes(this JsonElement run, string split) => [.. run.Figures(split).GetProperty("perClass").EnumerateArray()];

    /// <summary>Path of an artifact of the run.</summary>
    public static string Artifact(this JsonElement run, string name, params string[] below) =>
        Path.Combine([run.GetProperty("artifacts").GetProperty(name).GetString()!, .. below]);

    /// <summary>Numbers of a property along the curve.</summary>
    public static double[] Curve(this JsonElement run, string property) =>
        [.. run.GetProperty("curve").EnumerateArray().Select(point => point.GetProperty(property).GetDouble())];
}
