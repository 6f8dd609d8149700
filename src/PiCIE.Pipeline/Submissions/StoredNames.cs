using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Plans;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Reads the names of the runs of an experiment, beside which further runs are named.</summary>
internal static class StoredNames
{
    /// <summary>Returns the names of an experiment; of one that is not there yet, none is taken.</summary>
    /// <param name="context">The database.</param>
    /// <param name="experiment">Id of the experiment.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public static async Task<RunNames> OfAsync(PicieContext context, Guid experiment, CancellationToken cancel)
    {
        List<TakenName> taken = await context.Runs.Where(run => run.ExperimentId == experiment).OrderBy(run => run.Position)
            .Select(run => new TakenName(run.Name, run.ConfigId, run.TrainSeed, run.ClusterSeed)).ToListAsync(cancel);
        string? first = await context.Runs.Where(run => run.ExperimentId == experiment).OrderBy(run => run.Position)
            .Join(context.RunDocuments, run => run.Id, documents => documents.RunId, (_, documents) => documents.Settings).FirstOrDefaultAsync(cancel);
        return new RunNames(first is null ? null : JsonSerializer.Deserialize<JsonElement>(first), taken);
    }
}
