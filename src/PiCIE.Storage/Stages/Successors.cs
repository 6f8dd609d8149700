using Microsoft.EntityFrameworkCore;

namespace PiCIE.Storage.Stages;

/// <summary>Finds the runs that took the place of others, because photographs, labels or the code of a stage changed.</summary>
public static class Successors
{
    /// <summary>Returns the runs, each replaced by its newest successor where it has one; each once, in the order of the runs.</summary>
    /// <param name="context">The database.</param>
    /// <param name="runs">Ids of the runs.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public static async Task<IReadOnlyList<Guid>> OfAsync(PicieContext context, IReadOnlyList<Guid> runs, CancellationToken cancel)
    {
        IReadOnlyList<Guid> current = runs;
        while (true)
        {
            IReadOnlyList<Guid> asked = current;
            Dictionary<Guid, Guid> next = await context.Runs.Where(run => asked.Contains(run.Id) && run.SupersededById != null)
                .ToDictionaryAsync(run => run.Id, run => run.SupersededById!.Value, cancel);
            if (next.Count == 0)
            {
                return current;
            }

            current = [.. current.Select(run => next.GetValueOrDefault(run, run)).Distinct()];
        }
    }
}
