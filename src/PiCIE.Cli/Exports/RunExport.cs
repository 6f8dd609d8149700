using PiCIE.Cli.CommandLine;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;

namespace PiCIE.Cli.Exports;

/// <summary>Writes runs page by page, so that a hundred thousand of them need no more memory than a few hundred.</summary>
internal static class RunExport
{
    private const int RunsOfPage = 500;

    /// <summary>Writes the runs.</summary>
    /// <param name="pipeline">Asks for them.</param>
    /// <param name="query">The runs and their order; the oldest come first where it says nothing, so that what is submitted meanwhile comes last.</param>
    /// <param name="asCsv">Whether they are comma-separated values; else one JSON list with the rows of <c>runs list --json</c>.</param>
    /// <param name="output">Takes them.</param>
    /// <param name="stop">Stops between pages.</param>
    /// <returns>Number of runs.</returns>
    public static async Task<int> WriteAsync(LocalPipeline pipeline, ListRuns query, bool asCsv, TextWriter output, CancellationToken stop)
    {
        RunCsv? csv = asCsv ? new RunCsv(await pipeline.AskAsync(new ListSplits(), stop)) : null;
        await output.WriteLineAsync(csv?.Headings ?? "[");
        int written = 0;
        query = query with { Limit = RunsOfPage, WithDetails = true, ForExport = true, Sort = query.Sort ?? "created" };
        do
        {
            RunListDocument page = await pipeline.AskAsync(query, stop);
            foreach (RunListRow run in page.Runs)
            {
                await output.WriteLineAsync(csv?.Row(run) ?? $"{(written == 0 ? "" : ",")}{DocumentJson.Write(run)}");
                written++;
            }

            query = query with { After = page.Next };
        }
        while (query.After is not null);

        await (csv is null ? output.WriteLineAsync("]") : Task.CompletedTask);
        await output.FlushAsync(stop);
        return written;
    }
}
