using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Runs;

internal sealed class ShowRunHandler(OpenDatabase database, RunDocuments documents) : IRequestHandler<ShowRun, ExperimentDocument>
{
    private const int FewestDigits = 4;

    private const int MostNamed = 5;

    public async Task<ExperimentDocument> Handle(ShowRun request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        Guid id = await FindAsync(context, request.IdOrName, cancel);
        Run run = await context.Runs.AsNoTracking().SingleAsync(row => row.Id == id, cancel);
        RunRows rows = await RunRows.ReadAsync(context, [run], cancel);
        RunDocument[] shown = [documents.Of(rows, run, named: false)];
        Experiment experiment = rows.Experiments[run.ExperimentId];
        return new ExperimentDocument(new ExperimentName(experiment.Id, experiment.Name), shown, Summaries.Of(shown));
    }

    private static async Task<Guid> FindAsync(PicieContext context, string text, CancellationToken cancel)
    {
        var all = await context.Runs
            .Join(context.Experiments, run => run.ExperimentId, experiment => experiment.Id, (run, experiment) => new { run.Id, run.Name, Experiment = experiment.Name })
            .ToListAsync(cancel);
        var found = all.Where(run => run.Name == text || IsPartOf(text, run.Id)).OrderByDescending(run => run.Id).ToArray();
        return found switch
        {
            [var one] => one.Id,
            [] => throw new PicieException(
                "no-run", $"There is no run '{text}'.", text, "picie runs list shows those that there are.", ExitStatus.NotFound),
            _ => throw new PicieException(
                "which-run", $"'{text}' means {found.Length} runs: {string.Join(", ", found.Take(MostNamed).Select(run => $"{run.Id} of {run.Experiment}"))}{(found.Length > MostNamed ? ", …" : "")}.",
                text, "Name one by its id.", ExitStatus.Input),
        };
    }

    private static bool IsPartOf(string text, Guid id)
    {
        string digits = id.ToString("N");
        string asked = text.Replace("-", "", StringComparison.Ordinal);
        return asked.Length >= FewestDigits
            && (digits.StartsWith(asked, StringComparison.OrdinalIgnoreCase) || digits.EndsWith(asked, StringComparison.OrdinalIgnoreCase));
    }
}
