using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation;
using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Keys;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.DataSets;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.DataSets;

namespace PiCIE.Pipeline.Specs;

/// <summary>Makes the plan of a spec from its text: reads it, finds task, data and weights, fingerprints what enters keys.</summary>
internal sealed class SpecPlanning(PicieHome home, TimeProvider clock)
{
    /// <summary>Plans a spec. The only thing that it writes is the cache of file hashes.</summary>
    /// <exception cref="PicieException">Spec, task, data or weights are wrong or missing.</exception>
    public async Task<PlannedExperiment> PlanAsync(
        PicieContext context, string specText, string specPath, IReadOnlyList<string> overrides, CancellationToken cancel)
    {
        string path = Path.GetFullPath(specPath);
        string folder = Path.GetDirectoryName(path)!;
        try
        {
            ExperimentSpec spec = SpecReader.Read(specText, specPath, overrides);
            DeviceFit.Check(spec);
            SegmentationTask declared = TaskFinder.Find(spec.Settings.Task, folder);
            string data = await DataFolder.FindAsync(context, home, spec.Settings.Data, folder, cancel);
            SegmentationTask task = FolderClasses.Bind(declared, data);
            IReadOnlyDictionary<StartFile, StartWeights> weights = await StartWeights.FindAllAsync(home, Planner.StartFiles(spec), folder, cancel);
            Dictionary<StartFile, string> hashes = weights.ToDictionary(file => file.Key, file => file.Value.Sha256);
            DataSetPath row = await DataSetAsync(context, spec.Settings.Data, data, cancel);
            Plan plan = Planner.Plan(spec, task, new PlanFacts(await FactsAsync(context, row, spec, task, data, cancel), hashes));
            if (await FoundOtherFilesAsync(context, plan, cancel))
            {
                row.FileHashes = FileHashes.Empty;
                plan = Planner.Plan(spec, task, new PlanFacts(await FactsAsync(context, row, spec, task, data, cancel), hashes));
            }

            return new PlannedExperiment
            {
                Spec = spec,
                Task = task,
                Subject = new ExperimentSubject(
                    TaskFinder.IdentityOf(spec.Settings.Task, folder), NameOrPath.IsName(spec.Settings.Data) ? spec.Settings.Data : data),
                Plan = plan,
                DataFolder = data,
                DataSet = row.DataSetId,
                Weights = [.. weights.Values.DistinctBy(file => file.Sha256)],
            };
        }
        catch (InvalidTextException exception)
        {
            throw SpecErrors.Of(exception, specPath);
        }
        catch (TaskInputException exception)
        {
            throw SpecErrors.Of(exception, specPath);
        }
    }

    /// <summary>Returns whether a stage of the plan failed because the files were others than the file system had made believe.</summary>
    private static async Task<bool> FoundOtherFilesAsync(PicieContext context, Plan plan, CancellationToken cancel)
    {
        string[] keys = [.. plan.Stages.Where(stage => stage.Kind == StageKind.Preprocess).Select(stage => stage.Key)];
        List<string?> sentences = await context.Stages.Where(stage => keys.Contains(stage.Key) && stage.State == StageState.Failed)
            .Join(
                context.Attempts, stage => new { StageId = stage.Id, Number = stage.AttemptNumber }, attempt => new { attempt.StageId, attempt.Number },
                (_, attempt) => attempt.Sentence)
            .ToListAsync(cancel);
        return sentences.Exists(ChangedData.Is);
    }

    private async Task<DataSetPath> DataSetAsync(PicieContext context, string data, string folder, CancellationToken cancel)
    {
        DataSetPath? found = await context.DataSetPaths.Where(row => row.Path == folder)
            .OrderByDescending(row => context.DataSets.Any(dataSet => dataSet.Id == row.DataSetId && dataSet.Name == data))
            .ThenBy(row => row.CreatedAt).FirstOrDefaultAsync(cancel);
        if (found is not null)
        {
            return found;
        }

        DataSet added = new() { Id = Guid.CreateVersion7(), CreatedAt = await clock.NowAsync(context, cancel) };
        DataSetPath row = new() { DataSetId = added.Id, Path = folder, FileHashes = FileHashes.Empty, CreatedAt = added.CreatedAt };
        context.DataSets.Add(added);
        context.DataSetPaths.Add(row);
        await context.SaveChangesAsync(cancel);
        await QueueSignals.TellAsync(context, QueueSignals.DataSets, cancel);
        return row;
    }

    private static async Task<IReadOnlyDictionary<string, SplitFacts>> FactsAsync(
        PicieContext context, DataSetPath row, ExperimentSpec spec, SegmentationTask task, string folder, CancellationToken cancel)
    {
        FileHashes hashes = new(folder, row.FileHashes);
        Dictionary<string, SplitFacts> facts = new(StringComparer.Ordinal);
        IReadOnlyList<string> evaluated = Planner.EvaluatedSplits(spec);
        foreach (string split in Planner.NeededSplits(spec, task))
        {
            LabelDemand labels = evaluated.Contains(split) ? LabelDemand.All : LabelDemand.None;
            facts[split] = await SplitFingerprints.OfAsync(task, split, labels, folder, hashes, cancel);
        }

        if (hashes.Changed)
        {
            row.FileHashes = hashes.ToJson();
            await context.SaveChangesAsync(cancel);
        }

        return facts;
    }
}
