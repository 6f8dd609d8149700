using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;

namespace PiCIE.Benchmarks.Engine;

/// <summary>The times between events that people wait for, read from the table of events.</summary>
/// <param name="ToFirst">Time from the submit to the start of its first stage, in milliseconds.</param>
/// <param name="ToNext">Times between the commit of a stage and the start that follows it, in milliseconds, ascending.</param>
internal sealed record EventGaps(double ToFirst, IReadOnlyList<double> ToNext)
{
    /// <summary>Reads the gaps of the newest submit.</summary>
    public static async Task<EventGaps> ReadAsync(PicieContext context)
    {
        string[] types = ["experiment-submitted", "stage-committed", "attempt-started"];
        var events = await context.Events.Where(row => types.Contains(row.Type)).OrderBy(row => row.Seq).Select(row => new { row.Type, row.At }).ToListAsync();
        int submit = events.FindLastIndex(row => row.Type == types[0]);
        double toFirst = (events.Find(row => row.Type == types[2] && row.At >= events[submit].At)!.At - events[submit].At).TotalMilliseconds;
        List<double> toNext = [];
        DateTimeOffset? committed = null;
        foreach (var row in events.Skip(submit + 1))
        {
            if (row.Type == types[1])
            {
                committed = row.At;
            }
            else if (committed is { } before)
            {
                toNext.Add((row.At - before).TotalMilliseconds);
                committed = null;
            }
        }

        return new EventGaps(toFirst, [.. toNext.Order()]);
    }
}
