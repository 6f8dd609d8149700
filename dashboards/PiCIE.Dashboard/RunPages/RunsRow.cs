using PiCIE.Dashboard.Words;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.RunTables;

namespace PiCIE.Dashboard.RunPages;

/// <summary>A row of the list of runs: a run, a group of replicates, or a member of an expanded one.</summary>
public sealed record RunsRow
{
    /// <summary>Tells the row from every other.</summary>
    public required string Key { get; init; }

    /// <summary>The group; null for a run.</summary>
    public GroupTableRow? Group { get; init; }

    /// <summary>The run; null for a group.</summary>
    public RunTableRow? Run { get; init; }

    /// <summary>Whether it stands below its group.</summary>
    public bool IsMember { get; init; }

    /// <summary>Where the row leads.</summary>
    public string Link => Group is { Members: > 1 } ? "" : $"/runs/{Run?.Run.Id ?? Group!.NewestRun}";

    /// <summary>Name of its experiment.</summary>
    public string Experiment => Run?.Run.Experiment.Name ?? Group!.Experiment;

    /// <summary>Returns the row of a run.</summary>
    public static RunsRow Of(RunTableRow run, bool isMember = false) => new() { Key = $"{run.Run.Id:N}", Run = run, IsMember = isMember };

    /// <summary>Returns the row of a group.</summary>
    public static RunsRow Of(GroupTableRow group) => new() { Key = group.Group, Group = group };

    /// <summary>The word of its status; of a group that of the run which is most urgent.</summary>
    public string Status => (Run?.Run.Status ?? Group!.Runs.Keys.OrderBy(Urgency).FirstOrDefault()).Word();

    /// <summary>How many runs of a group have which status; null where all have one.</summary>
    public string? Mixture => Group is { Runs.Count: > 1 } group
        ? string.Join(", ", group.Runs.OrderBy(pair => Urgency(pair.Key)).Select(pair => $"{pair.Value} {pair.Key.Word()}"))
        : null;

    /// <summary>Returns the value of a setting in words.</summary>
    /// <param name="key">The setting.</param>
    public string Setting(string key) => Say.Setting((Run?.Settings ?? Group!.Settings).GetValueOrDefault(key));

    /// <summary>Returns a figure: the mean of a group, the value of a run.</summary>
    /// <param name="key">The figure.</param>
    public double? Figure(string key) => Run is { } run
        ? run.Figures.TryGetValue(key, out double value) ? value : null
        : Group!.Figures.GetValueOrDefault(key)?.Mean;

    /// <summary>Returns what a figure is in full, for the pointer that rests on it.</summary>
    /// <param name="key">The figure.</param>
    public string Full(string key)
    {
        if (Figure(key) is not { } value)
        {
            return "absent";
        }

        return Group?.Figures.GetValueOrDefault(key) is { } figure
            ? $"mean {Say.Whole(figure.Mean)}, deviation {(figure.Deviation is { } deviation ? Say.Whole(deviation) : "unknown")}, from {Say.Whole(figure.Minimum)} to {Say.Whole(figure.Maximum)}, over {figure.N} trainings"
            : Say.Whole(value);
    }

    private static int Urgency(RunStatus status) => status switch
    {
        RunStatus.Running => 0,
        RunStatus.Failed => 1,
        RunStatus.Waiting => 2,
        RunStatus.Done => 3,
        _ => 4,
    };
}
