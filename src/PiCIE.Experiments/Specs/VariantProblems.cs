using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Specs;

/// <summary>
/// Collects what is wrong with the variants of a spec. A wrong value is in many variants and is told once: a problem of a later variant is
/// left out where an earlier one had it with the same key, at the same place, with the same value of the key.
/// </summary>
/// <param name="problems">Takes the problems.</param>
internal sealed class VariantProblems(ICollection<TextProblem> problems)
{
    private readonly HashSet<(string? Key, TextPlace Place, TextNode? Value)> _told = [];

    /// <summary>Adds the problems of one variant.</summary>
    /// <param name="found">The problems.</param>
    /// <param name="swept">The keys that the sweep sets in the variant, with their values.</param>
    public void Add(IReadOnlyList<TextProblem> found, IReadOnlyDictionary<string, TextNode> swept)
    {
        foreach (TextProblem problem in found.Where(problem => !_told.Contains(IdentityOf(problem, swept)) && !problems.Contains(problem)).ToList())
        {
            problems.Add(problem);
        }

        _told.UnionWith(found.Select(problem => IdentityOf(problem, swept)));
    }

    /// <summary>The value is part of the identity because all values of a list on a command line have one place.</summary>
    private static (string? Key, TextPlace Place, TextNode? Value) IdentityOf(TextProblem problem, IReadOnlyDictionary<string, TextNode> swept) =>
        (problem.Key, problem.Place, problem.Key is { } key ? swept.GetValueOrDefault(key) : null);
}
