using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Groups;
using PiCIE.Storage.Inserting;
using PiCIE.Storage.Searching;

namespace PiCIE.Tests.Databases;

/// <summary>
/// Fills the run table: configurations of five seeds each, with twenty settings, and twenty final figures of each run that is done. Some figures every run has, most have few: there are five
/// thousand keys in all. The same number of runs is the same to the digit, but for the ids.
/// </summary>
internal static class ManyRuns
{
    public const int Seeds = 5;

    private const int RunsOfPart = 10_000;
    private const int ConfigsOfExperiment = 1_000;
    private const int Families = 312;
    private const int FiguresOfFamily = 16;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly double[] Rates = [1e-5, 3e-5, 1e-4, 3e-4, 5e-4, 1e-3, 3e-3, 1e-2];
    private static readonly string[] Common = ["val.meanIoU", "val.accuracy", "test.meanIoU", "val.accuracyStd"];

    private static readonly string[] Numbers =
    [
        "train.epochs", "train.batchSize", "train.k", "train.momentum", "train.weightDecay", "train.kmeans.batchSize", "train.kmeans.initialBatches", "train.kmeans.iterations", "cluster.k",
        "cluster.repeats", "preprocess.resolution", "preprocess.baseResolution", "backbone.width", "backbone.featureWidth", "train.photometric.brightness",
    ];

    /// <summary>Adds runs to a database without any.</summary>
    /// <param name="contexts">Opens contexts on it.</param>
    /// <param name="runs">Number of runs.</param>
    public static async Task AddAsync(Func<PicieContext> contexts, int runs)
    {
        Random random = new(1);
        Dictionary<int, (Experiment Row, SearchTexts Texts)> experiments = [];
        foreach (int[] part in Enumerable.Range(0, runs).Chunk(RunsOfPart))
        {
            await using PicieContext context = contexts();
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
            foreach (int number in part.Select(run => run / Seeds / ConfigsOfExperiment).Distinct().Where(number => !experiments.ContainsKey(number)))
            {
                Experiment added = new() { Id = Guid.CreateVersion7(), Person = number % 2 == 0 ? "ada" : "ben", Name = $"sweep-{number}", Task = "camvid-11", Data = "camvid", CreatedAt = Start };
                await BulkInsert.InsertAsync(context, [added], default);
                experiments[number] = (added, await SearchTexts.OfAsync(context, added.Id, default));
            }

            Run[] rows = [.. part.Select(number => RunOf(number, experiments[number / Seeds / ConfigsOfExperiment], random))];
            await BulkInsert.InsertAsync(context, rows, default);
            await BulkInsert.InsertAsync(context, [.. part.Select(run => run / Seeds).Distinct().SelectMany(SettingsOf)], default);
            await BulkInsert.InsertAsync(context, [.. part.Zip(rows).Where(run => run.Second.Status == RunStatus.Done).SelectMany(run => FiguresOf(run.First, run.Second, random))], default);
            await BulkInsert.InsertAsync(context, [.. part.Zip(rows).Where(run => run.First % 10 == 3).Select(run => new RunTag { RunId = run.Second.Id, Tag = "good" })], default);
            await GroupFigures.AddAsync(context, [.. rows.Select(run => run.GroupKey).Distinct()], default);
            await GroupFigures.UpdateAsync(context, [.. rows.Select(run => run.GroupKey).Distinct()], default);
            await transaction.CommitAsync();
        }
    }

    private static Run RunOf(int number, (Experiment Row, SearchTexts Texts) experiment, Random random)
    {
        int config = number / Seeds;
        RunStatus status = (number % 20) switch { 7 => RunStatus.Failed, 13 => RunStatus.Waiting, _ => RunStatus.Done };
        bool done = status == RunStatus.Done;
        string name = string.Create(CultureInfo.InvariantCulture, $"config-{config},seed-{(number % Seeds) + 1}");
        return new Run
        {
            Id = Guid.CreateVersion7(Start.AddSeconds(number)),
            ExperimentId = experiment.Row.Id,
            Name = name,
            Identity = $"{number}",
            ConfigId = $"config-{config:D10}",
            SettingsId = $"settings-{config:D10}",
            GroupKey = $"group-{config:D10}",
            MemberKey = $"member-{number:D10}",
            TrainSeed = (number % Seeds) + 1,
            ClusterSeed = (number % Seeds) + 1,
            Position = number % (ConfigsOfExperiment * Seeds),
            Status = status,
            StageCount = 4,
            DoneStageCount = done ? 4 : 0,
            HeadlineSplit = done ? "val" : null,
            Accuracy = done ? 30 + (random.NextDouble() * 40) : null,
            MeanIoU = done ? 5 + (random.NextDouble() * 20) : null,
            SearchText = experiment.Texts.Of(name, number % 10 == 3 ? ["good"] : [], []),
            CreatedAt = Start.AddSeconds(config * Seeds),
            SubmittedAt = Start.AddSeconds(config * Seeds),
            EndedAt = status == RunStatus.Waiting ? null : Start.AddSeconds(number + 3600),
        };
    }

    private static IEnumerable<RunSetting> SettingsOf(int config)
    {
        string id = $"settings-{config:D10}";
        yield return new RunSetting { SettingsId = id, Key = "method", TextValue = config % 10 == 0 ? "frozen" : "picie" };
        yield return new RunSetting { SettingsId = id, Key = "backbone.name", TextValue = config % 3 == 0 ? "resnet50" : "resnet18" };
        yield return new RunSetting { SettingsId = id, Key = "train.optimizer", TextValue = config % 4 == 0 ? "sgd" : "adam" };
        yield return new RunSetting { SettingsId = id, Key = "backbone.weights", TextValue = $"weights-{config % 100}" };
        yield return new RunSetting { SettingsId = id, Key = "train.learningRate", NumberValue = Rates[config % Rates.Length] };
        for (int index = 0; index < Numbers.Length; index++)
        {
            yield return new RunSetting { SettingsId = id, Key = Numbers[index], NumberValue = config / (index + 1) % 50 };
        }
    }

    private static IEnumerable<RunMetric> FiguresOf(int number, Run run, Random random)
    {
        int family = number / Seeds % Families;
        foreach (string key in Common)
        {
            yield return new RunMetric { RunId = run.Id, Key = key, Value = key == "val.meanIoU" ? run.MeanIoU!.Value : key == "val.accuracy" ? run.Accuracy!.Value : random.NextDouble() * 30 };
        }

        for (int index = 0; index < FiguresOfFamily; index++)
        {
            yield return new RunMetric { RunId = run.Id, Key = $"val.iou.class-{(family * FiguresOfFamily) + index}", Value = random.NextDouble() * 100 };
        }
    }
}
