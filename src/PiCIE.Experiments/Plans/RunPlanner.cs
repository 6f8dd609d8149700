using System.Text.Json;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Keys;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Plans;

/// <summary>Plans one run: packs, training, clustering, evaluation, each from what was planned before.</summary>
internal sealed class RunPlanner
{
    private readonly string _experiment;
    private readonly RunSettings _settings;
    private readonly SpecVariant _variant;
    private readonly SeedFreePlan _seedFree;
    private readonly PackPlanner _packs;
    private readonly StageList _stages;
    private readonly List<StageMaterial> _materials = [];
    private readonly Dictionary<StageKind, List<string>> _keys = [];

    /// <summary>Creates a planner of one run.</summary>
    /// <param name="experiment">Name of the experiment, for titles.</param>
    /// <param name="variant">The combination of settings that it is of.</param>
    /// <param name="settings">Settings of the run, fitted to task and seed.</param>
    /// <param name="seedFree">What no seed enters, shared by all runs of these settings.</param>
    /// <param name="packs">Plans the packs, for all runs of the plan.</param>
    /// <param name="stages">Takes the stages.</param>
    public RunPlanner(string experiment, SpecVariant variant, RunSettings settings, SeedFreePlan seedFree, PackPlanner packs, StageList stages)
    {
        _experiment = experiment;
        _variant = variant;
        _settings = settings;
        _seedFree = seedFree;
        _packs = packs;
        _stages = stages;
    }

    /// <summary>Adds the stages of the run to the plan and returns the run.</summary>
    public PlannedRun Plan()
    {
        Dictionary<string, PlannedPacks> packs =
            SplitUse.Of(_settings).ToDictionary(use => use.Split, AddPreprocess, StringComparer.Ordinal);
        string train = AddTrain(packs);
        string? cluster = _settings.Evaluate.Centroids == CentroidSource.Fresh ? AddCluster(train, packs[_settings.Cluster.Split]) : null;
        AddEvaluate(train, cluster, packs);
        return new PlannedRun
        {
            Name = RunNames.BySeeds(_settings.Train.Seed, _settings.Cluster.Seed!.Value),
            Swept = [.. _variant.Swept.Keys],
            Settings = _settings,
            ConfigId = _seedFree.ConfigId(_materials),
            TrainSeed = _settings.Train.Seed,
            ClusterSeed = _settings.Cluster.Seed!.Value,
            StageKeys = _keys.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value),
        };
    }

    private PlannedPacks AddPreprocess(SplitUse use)
    {
        PlannedPacks packs = _packs.Of(use, _settings.Preprocess, VariantTitle.Of(_variant, StageKind.Preprocess));
        Add(packs.Material, packs.Stage);
        return packs;
    }

    private string AddTrain(IReadOnlyDictionary<string, PlannedPacks> packs)
    {
        StageInputList inputs = new();
        if (_settings.Method == Method.Picie)
        {
            inputs.Pack(InputRoles.BasePack, packs[Planner.TrainSplit].Stage.Key, ArtifactFiles.BasePack, packs[Planner.TrainSplit].Packs.Base!);
        }

        if (_seedFree.Weights is { } weights)
        {
            inputs.StartWeights(InputRoles.Weights, weights);
        }

        TrainStageSettings stage = TrainStagePlan.SettingsFor(_settings, _seedFree.Weights is not null);
        JsonElement settings = StageJson.ToElement(stage);
        return Add(
            StageMaterial.OfTrain(settings, inputs.Keys),
            settings,
            inputs,
            SeedTitle(StageKind.Train),
            _settings.Train.Device,
            StageExtents.OfTrain(_settings, packs.TryGetValue(Planner.TrainSplit, out PlannedPacks? trained) ? trained.Photographs : 0),
            _settings.Train.Threads);
    }

    /// <summary>Adds the trained network. Where nothing is trained its trunk is read from the start weights: no copy of them is kept for each run.</summary>
    private void AddNetwork(StageInputList inputs, string train)
    {
        if (_settings.Train.Training is FrozenTraining && _seedFree.Weights is { } start)
        {
            inputs.StartWeights(InputRoles.Weights, start);
            inputs.Stage(InputRoles.Head, train, ArtifactFiles.Head);
        }
        else
        {
            inputs.Stage(InputRoles.Weights, train, ArtifactFiles.Weights);
        }
    }

    private string AddCluster(string train, PlannedPacks packs)
    {
        StageInputList inputs = new();
        AddNetwork(inputs, train);
        inputs.Pack(InputRoles.EvaluationPack, packs.Stage.Key, ArtifactFiles.EvaluationPack, packs.Packs.Evaluation!);
        ClusterSettings cluster = _settings.Cluster;
        ClusterStageSettings stage = new()
        {
            Backbone = TrainStagePlan.BackboneFor(_settings),
            Seed = cluster.Seed!.Value,
            K = cluster.K!.Value,
            Repeats = cluster.Repeats,
            Kmeans = cluster.Kmeans,
            Switches = ClusterSwitches.Of(_settings.Switches),
        };
        return Add(
            StageMaterial.OfCluster(stage, inputs.Keys),
            StageJson.ToElement(stage),
            inputs,
            SeedTitle(StageKind.Cluster),
            cluster.Device,
            StageExtents.OfCluster(_settings, packs.Photographs),
            cluster.Threads);
    }

    private void AddEvaluate(string train, string? cluster, IReadOnlyDictionary<string, PlannedPacks> packs)
    {
        StageInputList inputs = new();
        AddNetwork(inputs, train);
        if (cluster is not null)
        {
            inputs.Stage(InputRoles.Cluster, cluster, null);
        }
        else
        {
            inputs.Stage(InputRoles.Centroids, train, ArtifactFiles.Centroids);
        }

        EvaluateSettings evaluate = _settings.Evaluate;
        foreach (string split in evaluate.Splits)
        {
            PlannedPacks made = packs[split];
            inputs.Pack(InputRoles.EvaluationPackFor(split), made.Stage.Key, ArtifactFiles.EvaluationPack, made.Packs.Evaluation!);
            if (made.Packs.Labels is { } labels)
            {
                inputs.Pack(InputRoles.LabelPackFor(split), made.Stage.Key, ArtifactFiles.LabelsPack, labels);
            }
        }

        foreach (int epoch in evaluate.Epochs)
        {
            inputs.Stage(InputRoles.WeightsFor(epoch), train, ArtifactFiles.OfEpoch(epoch, ArtifactFiles.Weights));
            inputs.Stage(InputRoles.CentroidsFor(epoch), train, ArtifactFiles.OfEpoch(epoch, ArtifactFiles.Centroids));
        }

        (JsonElement stage, JsonElement read) = _seedFree.Evaluate;
        Add(
            StageMaterial.OfEvaluate(read, inputs.Keys),
            stage,
            inputs,
            SeedTitle(StageKind.Evaluate),
            evaluate.Device,
            StageExtents.OfEvaluate(_settings, evaluate.Splits.Sum(split => packs[split].Photographs)),
            evaluate.Threads,
            evaluate.BatchSize);
    }

    private string Add(
        StageMaterial material, JsonElement stage, StageInputList inputs, string title, string device, StageExtent extent, int? threads, int? batchSize = null) =>
        Add(material, new PlannedStage
        {
            Kind = material.Kind,
            Key = material.Key(),
            Version = StageVersions.Of(material.Kind),
            Settings = stage,
            Inputs = inputs.Inputs,
            Title = $"{material.Kind.Word()} · {_experiment} · {title}",
            Device = device,
            Threads = threads,
            BatchSize = batchSize,
            Extent = extent,
        });

    private string Add(StageMaterial material, PlannedStage stage)
    {
        _materials.Add(material);
        if (!_keys.TryGetValue(stage.Kind, out List<string>? ofKind))
        {
            _keys[stage.Kind] = ofKind = [];
        }

        // Splits of equal content under two names come to one stage.
        if (!ofKind.Contains(stage.Key))
        {
            ofKind.Add(stage.Key);
        }

        _stages.Add(stage);
        return stage.Key;
    }

    /// <summary>Returns what tells a stage from its like: the seeds that it depends on, and of the sweep what it depends on.</summary>
    private string SeedTitle(StageKind kind)
    {
        (long train, long cluster) = (_settings.Train.Seed, _settings.Cluster.Seed!.Value);
        string seeds = kind == StageKind.Train || cluster == train ? $"seed {train}" : $"seed {train}, cluster seed {cluster}";
        string swept = VariantTitle.Of(_variant, kind);
        return swept.Length == 0 ? seeds : $"{seeds} · {swept}";
    }
}
