using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Sweeps;
using PiCIE.Experiments.Text;

namespace PiCIE.Experiments.Specs;

/// <summary>Puts the overrides of a command line (<c>train.epochs=4</c>) into the tree of a spec, so that they are read as strictly.</summary>
internal static class SpecOverrides
{
    /// <summary>Returns the tree with the overrides, each in the place of what it replaces.</summary>
    /// <param name="tree">The tree of the spec.</param>
    /// <param name="overrides">The overrides, in order; a later one wins.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static TextMap Apply(TextMap tree, IReadOnlyList<string> overrides, ICollection<TextProblem> problems)
    {
        foreach (string text in overrides)
        {
            TextPlace place = new(0, 0, $"--set {text}");
            int sign = text.IndexOf('=', StringComparison.Ordinal);
            string[] path = sign > 0 ? text[..sign].Split('.') : [];
            if (path.Length == 0 || path.Any(string.IsNullOrWhiteSpace))
            {
                problems.Add(new TextProblem($"expected KEY=VALUE, found {text}", place, null, "for example --set train.epochs=4"));
            }
            else if (StrictYaml.ReadValue(text[(sign + 1)..], place.Override!, problems) is { } value)
            {
                tree = TextPaths.Put(tree, path, value, place, dotted: path[0] == Sweep.Key);
            }
        }

        return tree;
    }
}
