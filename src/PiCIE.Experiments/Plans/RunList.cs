using PiCIE.Experiments.Specs;

namespace PiCIE.Experiments.Plans;

/// <summary>Collects the runs of a plan, each once: runs whose stages all have equal keys are one, however many combinations come to it.</summary>
internal sealed class RunList
{
    private readonly Dictionary<string, int> _byStages = new(StringComparer.Ordinal);
    private readonly List<PlannedRun> _runs = [];
    private readonly List<EqualRun> _equal = [];

    /// <summary>The runs in the order of adding.</summary>
    public IReadOnlyList<PlannedRun> Runs => _runs;

    /// <summary>What came to a run that was there.</summary>
    public IReadOnlyList<EqualRun> EqualRuns => _equal;

    /// <summary>Adds a run unless it is there.</summary>
    /// <param name="run">The run.</param>
    /// <param name="variant">The combination of settings that it is of.</param>
    public void Add(PlannedRun run, SpecVariant variant)
    {
        string stages = string.Join(' ', run.StageKeys.OrderBy(kind => kind.Key).SelectMany(kind => kind.Value));
        if (_byStages.TryAdd(stages, _runs.Count))
        {
            _runs.Add(run);
        }
        else
        {
            _equal.Add(new EqualRun(VariantTitle.Of(variant), run.TrainSeed, _byStages[stages]));
        }
    }
}
