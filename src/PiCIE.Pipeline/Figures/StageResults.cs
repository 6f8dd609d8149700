using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Protocols;
using PiCIE.Experiments.Stages;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Figures;

/// <summary>Derives the figures of an evaluate stage from the matrices that it reported.</summary>
internal sealed class StageResults(IDbContextFactory<PicieContext> contexts)
{
    /// <summary>Returns the figures, one record for each split with labels; none for other stages.</summary>
    /// <exception cref="JsonException">The report is not that of its kind.</exception>
    public async Task<IReadOnlyList<SplitResult>> OfAsync(Stage stage, JsonElement output, CancellationToken cancel)
    {
        if (stage.Kind != StageKind.Evaluate)
        {
            return [];
        }

        EvaluateStageOutput report = StageJson.FromElement<EvaluateStageOutput>(output);
        EvaluateStageSettings settings = JsonSerializer.Deserialize<EvaluateStageSettings>(stage.Settings, StageJson.Stored)!;
        await using PicieContext context = await contexts.CreateDbContextAsync(cancel);
        string stored = await context.Runs
            .Where(run => context.RunStages.Any(wanted => wanted.RunId == run.Id && wanted.StageId == stage.Id))
            .OrderBy(run => run.CreatedAt)
            .Join(context.RunDocuments, run => run.Id, documents => documents.RunId, (_, documents) => documents.Protocol)
            .FirstAsync(cancel);
        EvaluationProtocol protocol = RunProtocol.Read(stored);
        IEnumerable<(int? Epoch, SplitEvaluation Split)> splits = report.Splits.Select(split => ((int?)null, split))
            .Concat(report.Epochs.SelectMany(epoch => epoch.Splits.Select(split => ((int?)epoch.Epoch, split))));
        return [.. splits.Where(entry => entry.Split.Repeats.Count > 0)
            .Select(entry => SplitFigures.Of(entry.Split, settings, entry.Epoch, protocol))];
    }
}
