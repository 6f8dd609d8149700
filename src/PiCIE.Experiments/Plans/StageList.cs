namespace PiCIE.Experiments.Plans;

/// <summary>Collects the stages of a plan, each key once. Whoever adds a stage has added those that it needs.</summary>
internal sealed class StageList
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly List<PlannedStage> _stages = [];

    /// <summary>The stages in dependency order: kind by kind, each kind in the order of adding.</summary>
    public IReadOnlyList<PlannedStage> Stages => [.. _stages.OrderBy(stage => stage.Kind)];

    /// <summary>Adds a stage unless its key is there.</summary>
    /// <param name="stage">The stage.</param>
    public void Add(PlannedStage stage)
    {
        if (_keys.Add(stage.Key))
        {
            _stages.Add(stage);
        }
    }
}
