using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Sweeps;
using PiCIE.Experiments.Text;

namespace PiCIE.Experiments.Specs;

/// <summary>Checks what the combinations of a sweep do not show: values that are compared with, ends of ranges, and values that the sweep replaces.</summary>
internal static class SweptValueChecks
{
    /// <summary>Adds a problem for each value that is wrong, and for each of a command line that would reach no run.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="tree">The tree of the spec.</param>
    /// <param name="read">Reads a tree as a spec and returns what is wrong with it.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Check(Sweep sweep, TextMap tree, Func<TextMap, IReadOnlyList<TextProblem>> read, List<TextProblem> problems)
    {
        foreach (TriedValue tried in sweep.Tried)
        {
            TextMap with = new SweepPoint([tried.Value]).PutInto(tree);
            IEnumerable<TextProblem> wrong = read(with).Where(problem => problem.Place == tried.Value.Place || problem.Place == tried.Value.Value.Place);
            problems.AddRange(wrong.Where(problem => problem.Key is { } key && IsOrHolds(key, tried.Value.Key)).Select(problem => problem with { Hint = problem.Hint ?? tried.Hint }).Except(problems).ToList());
        }

        problems.AddRange(sweep.Unknown.Where(unknown => !problems.Exists(problem => problem.Place == unknown.Place)).ToList());
        HashSet<string> keys = [.. sweep.Points.SelectMany(point => point.Values).Select(value => value.Key)];
        if (keys.Count > 0)
        {
            problems.AddRange(read(tree).Where(problem => problem.Key is { } wrong && TextPaths.Find(tree, wrong) is not null && keys.Any(key => IsOrHolds(wrong, key))).Except(problems).ToList());
        }

        foreach (string key in sweep.KeysOfAll())
        {
            if (TextPaths.Find(tree, key)?.Place.Override is { } setting)
            {
                problems.Add(new TextProblem(
                    $"{key} is swept, so that this value reaches no run", new TextPlace(0, 0, setting), key,
                    $"set its values in the sweep (of a grid --set sweep.grid.{key}=…), or take the sweep away (--set sweep={{}})"));
            }
        }
    }

    private static bool IsOrHolds(string wrong, string key) => key == wrong || key.StartsWith($"{wrong}.", StringComparison.Ordinal);
}
