using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Runs;

/// <summary>Finds the experiment that a person names, for every command that takes one.</summary>
internal static class ExperimentFinder
{
    /// <summary>Returns the id of the experiment that a text means.</summary>
    /// <param name="context">The database.</param>
    /// <param name="text">Its name, <c>person/name</c>, its id or the last digits of it that are shown.</param>
    /// <param name="person">Name of the person who asks: a bare name is one's own experiment, else the only one.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="PicieException">There is no such experiment, or several people have one of that name.</exception>
    public static async Task<Guid> FindAsync(PicieContext context, string text, string person, CancellationToken cancel)
    {
        var all = await context.Experiments.Select(row => new { row.Id, row.Name, row.Person }).ToListAsync(cancel);
        var found = all.FindAll(row => row.Name == text || $"{row.Person}/{row.Name}" == text || IsId(text, row.Id));
        var own = found.FindAll(row => row.Person == person);
        return (own.Count > 0 ? own : found) switch
        {
            [var one] => one.Id,
            [] => throw Unknown(text, all.Select(row => row.Name)),
            var several => throw new PicieException(
                "which-experiment", $"'{text}' means {several.Count} experiments: {string.Join(", ", several.Select(row => $"{row.Person}/{row.Name}"))}.",
                text, "Name one by person/name.", ProblemKind.Input),
        };
    }

    private static bool IsId(string text, Guid id) =>
        (Guid.TryParse(text, out Guid given) && given == id) || text.Equals(ShortIds.Of(id), StringComparison.OrdinalIgnoreCase);

    private static PicieException Unknown(string text, IEnumerable<string> names)
    {
        string meant = NearestName.Of(text, names.Distinct()) is { } near ? $"Did you mean {near}? " : "";
        return new PicieException(
            "no-experiment", $"There is no experiment '{text}'.", text, $"{meant}picie runs list shows all runs.", ProblemKind.NotFound);
    }
}
