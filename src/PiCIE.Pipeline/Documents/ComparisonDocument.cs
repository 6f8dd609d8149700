using System.Text.Json;
using System.Text.Json.Serialization;

namespace PiCIE.Pipeline.Documents;

/// <summary>The document of <c>runs compare</c>: groups of replicates side by side.</summary>
/// <param name="Groups">The groups, in the order in which they were named.</param>
/// <param name="Settings">The settings in which they differ, in the order of a spec.</param>
/// <param name="ProtocolDifferences">Members of the protocol in which they differ; figures under different protocols are never ranked together.</param>
public sealed record ComparisonDocument(
    IReadOnlyList<ComparedGroup> Groups, IReadOnlyList<ComparedSetting> Settings, IReadOnlyList<string> ProtocolDifferences);

/// <summary>Runs of one configuration on the same photographs and by the same code, seeds apart.</summary>
/// <param name="ConfigId">Hash of the settings without seeds.</param>
/// <param name="Runs">The runs by which the group was named, each as <c>experiment/run</c>.</param>
/// <param name="N">Number of distinct trainings among its runs that are done; several runs of one training are one.</param>
/// <param name="Members">Number of distinct trainings, those that are not done too.</param>
/// <param name="Metrics">Figures by split, in percent, over all its members that are done.</param>
public sealed record ComparedGroup(
    string ConfigId, IReadOnlyList<string> Runs, int N, int Members, IReadOnlyDictionary<string, ComparedFigures> Metrics)
{
    /// <summary>Whether a stage of its runs was made by another version of its code than this program's.</summary>
    public bool OlderCode { get; init; }
}

/// <summary>The figures of one split.</summary>
/// <param name="Accuracy">Pixel accuracy.</param>
/// <param name="MeanIoU">Mean intersection over union.</param>
public sealed record ComparedFigures(ComparedFigure Accuracy, [property: JsonPropertyName("meanIoU")] ComparedFigure MeanIoU);

/// <summary>One figure over the members of a group, in percent.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Std">The sample deviation (divisor n − 1); null for a single member.</param>
/// <param name="N">Number of members that have the figure.</param>
public sealed record ComparedFigure(double Mean, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Std, int N);

/// <summary>A setting in which groups differ.</summary>
/// <param name="Key">The key of a spec with those above it.</param>
/// <param name="Values">Its value in each group, in their order; null where the method of a group does not have it.</param>
public sealed record ComparedSetting(string Key, IReadOnlyList<JsonElement?> Values);
