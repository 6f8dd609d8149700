using System.Text.Json;
using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Keys;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Plans;

/// <summary>Holds what no seed enters, for all runs of the same settings: a plan of a thousand seeds writes it once.</summary>
/// <param name="settings">Settings of the runs, fitted to the task.</param>
/// <param name="task">The task.</param>
/// <param name="facts">Data and weights.</param>
internal sealed class SeedFreePlan(RunSettings settings, SegmentationTask task, PlanFacts facts)
{
    private readonly Lazy<(JsonElement Stage, JsonElement Read)> _evaluate = new(() => EvaluateOf(settings, task));
    private string? _configId;

    /// <summary>Content hash of the start weights; null where the network starts from random values.</summary>
    public string? Weights { get; } = facts.WeightsOf(settings);

    /// <summary>The settings of the evaluate stage: as the stage process reads them, and what of them enters the key.</summary>
    public (JsonElement Stage, JsonElement Read) Evaluate => _evaluate.Value;

    /// <summary>Returns the hash of everything that enters a key, but for seeds; the keys of stages, which hold seeds, are left out too.</summary>
    /// <param name="materials">Materials of the stages of one of the runs.</param>
    public string ConfigId(IEnumerable<StageMaterial> materials) => _configId ??= ContentKey.Of(new
    {
        Weights,
        Stages = materials.Select(material => new { material.Kind, Settings = material.WithoutSeed() }),
    });

    private static (JsonElement Stage, JsonElement Read) EvaluateOf(RunSettings settings, SegmentationTask task)
    {
        EvaluateSettings evaluate = settings.Evaluate;
        EvaluateStageSettings stage = new()
        {
            Task = task,
            Backbone = TrainStagePlan.BackboneFor(settings),
            Splits = evaluate.Splits,
            Matching = evaluate.Matching!.Value,
            Average = task.Evaluate.Average,
            EvalScore = settings.Switches.EvalScore,
            Centroids = evaluate.Centroids,
            Epochs = evaluate.Epochs,
        };
        return (StageJson.ToElement(stage), StageMaterial.ReadByEvaluate(stage));
    }
}
