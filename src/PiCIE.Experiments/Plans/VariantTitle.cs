using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Sweeps;

namespace PiCIE.Experiments.Plans;

/// <summary>Writes for people what a sweep sets: of a whole combination, or of it what a stage depends on.</summary>
internal static class VariantTitle
{
    private static readonly string[] Seeds = ["train.seed", "cluster.seed"];

    /// <summary>Returns the values that a combination sets, in the order of its sweep: <c>method=frozen,train.epochs=8</c>.</summary>
    /// <param name="variant">The combination.</param>
    public static string Of(SpecVariant variant) => Words(variant, _ => true);

    /// <summary>Returns the values, but for seeds, that a stage of a kind depends on; empty where it depends on none.</summary>
    /// <param name="variant">The combination.</param>
    /// <param name="kind">Kind of the stage.</param>
    public static string Of(SpecVariant variant, StageKind kind) => Words(variant, key => !Seeds.Contains(key) && FirstStage(key) <= kind && IsRead(key, variant.Settings.Method));

    /// <summary>Returns whether a method reads a key: of the keys of a training, one that trains nothing reads what it starts from.</summary>
    private static bool IsRead(string key, Method method) => method != Method.Frozen || key == "train.start" || !key.StartsWith("train.", StringComparison.Ordinal);

    private static string Words(SpecVariant variant, Func<string, bool> which) =>
        string.Join(',', variant.Swept.Where(value => which(value.Key)).Select(value => $"{ShortKeys.Of(value.Key)}={Word(value.Value)}"));

    /// <summary>Returns the first stage that reads a key; whatever reads what that stage gives depends on the key too.</summary>
    private static StageKind FirstStage(string key) => key.Split('.') switch
    {
        ["preprocess", ..] => StageKind.Preprocess,
        ["cluster", ..] or ["switches", "freshBn"] => StageKind.Cluster,
        ["evaluate", ..] or ["switches", "evalScore"] => StageKind.Evaluate,
        _ => StageKind.Train,
    };

    private static string Word(TextNode value) => value switch
    {
        TextScalar scalar => CanonicalText.Of(scalar),
        TextList list => string.Join('+', list.Items.Select(Word)),
        _ => value.Spoken,
    };
}
