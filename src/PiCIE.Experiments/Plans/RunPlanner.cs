using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Keys;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Plans;

/// <summary>Plans one run: packs, training, clustering, evaluation, each from what was planned before.</summary>
internal sealed class RunPlanner
{
    private readonly string _experiment;
    private readonly RunSettings _settings;
    private readonly SegmentationTask _task;
    private readonly PlanFacts _facts;
    private readonly StageList _stages;
    private readonly List<StageMaterial> _materials = [];
    private readonly Dictionary<StageKind, List<string>> _keys = [];

    /// <summary>Creates a planner of one run.</summary>
    /// <param name="experiment">Name of the experiment, for titles.</param>
    /// <param name="settings">Settings of the run, fitted to task and seed.</param>
    /// <param name="task">The task.</param>
    /// <param name="facts">Data and weights.</param>
    /// <param name="stages">Takes the stages.</param>
    public RunPlanner(string experiment, RunSettings settings, SegmentationTask task, PlanFacts facts, StageList stages)
    {
        _experiment = experiment;
        _settings = settings;
        _task = task;
        _facts = facts;
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
            Settings = _settings,
            ConfigId = ConfigId(),
            TrainSeed = _settings.Train.Seed,
            ClusterSeed = _settings.Cluster.Seed!.Value,
            StageKeys = _keys.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value),
        };
    }

    private PlannedPacks AddPreprocess(SplitUse use)
    {
        SplitFacts facts = _facts.Splits[use.Split];
        bool small = use.Clustered || use.Evaluated;
        bool labelled = use.Evaluated && _task.Classes is not null && facts.LabelsSha256 is not null;
        PreprocessStageSettings stage = new()
        {
            Task = _task,
            Split = use.Split,
            BaseResolution = use.Trained ? _settings.Preprocess.BaseResolution : null,
            Resolution = small ? _settings.Preprocess.Resolution : null,
            Labels = labelled,
            PhotographsSha256 = facts.PhotographsSha256,
            LabelsSha256 = labelled ? facts.LabelsSha256 : null,
            Packing = _settings.Preprocess.Packing,
        };
        PackKeys packs = PackKeys.Of(stage, facts);
        StageInputList inputs = new();
        inputs.Data();
        string key = Add(StageMaterial.OfPreprocess(packs), stage, inputs, use.Split, "cpu", _settings.Preprocess.Threads);
        return new PlannedPacks(key, packs);
    }

    private string AddTrain(IReadOnlyDictionary<string, PlannedPacks> packs)
    {
        StageInputList inputs = new();
        if (_settings.Method == Method.Picie)
        {
            inputs.Pack(InputRoles.BasePack, packs[Planner.TrainSplit].Stage, ArtifactFiles.BasePack, packs[Planner.TrainSplit].Packs.Base!);
        }

        if (_facts.WeightsSha256 is { } weights)
        {
            inputs.StartWeights(InputRoles.Weights, weights);
        }

        TrainStageSettings stage = TrainStagePlan.SettingsFor(_settings, _facts.WeightsSha256 is not null);
        return Add(
            StageMaterial.OfTrain(stage, inputs.Keys), stage, inputs, SeedTitle(_settings.Train.Seed), _settings.Train.Device, _settings.Train.Threads);
    }

    private string AddCluster(string train, PlannedPacks packs)
    {
        StageInputList inputs = new();
        inputs.Stage(InputRoles.Weights, train, ArtifactFiles.Weights);
        inputs.Pack(InputRoles.EvaluationPack, packs.Stage, ArtifactFiles.EvaluationPack, packs.Packs.Evaluation!);
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
            StageMaterial.OfCluster(stage, inputs.Keys), stage, inputs, SeedTitle(cluster.Seed.Value), cluster.Device, cluster.Threads);
    }

    private void AddEvaluate(string train, string? cluster, IReadOnlyDictionary<string, PlannedPacks> packs)
    {
        StageInputList inputs = new();
        inputs.Stage(InputRoles.Weights, train, ArtifactFiles.Weights);
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
            inputs.Pack(InputRoles.EvaluationPackFor(split), made.Stage, ArtifactFiles.EvaluationPack, made.Packs.Evaluation!);
            if (made.Packs.Labels is { } labels)
            {
                inputs.Pack(InputRoles.LabelPackFor(split), made.Stage, ArtifactFiles.LabelsPack, labels);
            }
        }

        foreach (int epoch in evaluate.Epochs)
        {
            inputs.Stage(InputRoles.WeightsFor(epoch), train, ArtifactFiles.OfEpoch(epoch, ArtifactFiles.Weights));
            inputs.Stage(InputRoles.CentroidsFor(epoch), train, ArtifactFiles.OfEpoch(epoch, ArtifactFiles.Centroids));
        }

        EvaluateStageSettings stage = new()
        {
            Task = _task,
            Backbone = TrainStagePlan.BackboneFor(_settings),
            Splits = evaluate.Splits,
            Matching = evaluate.Matching!.Value,
            Average = _task.Evaluate.Average,
            EvalScore = _settings.Switches.EvalScore,
            Centroids = evaluate.Centroids,
            Epochs = evaluate.Epochs,
        };
        Add(
            StageMaterial.OfEvaluate(stage, inputs.Keys),
            stage,
            inputs,
            SeedTitle(_settings.Train.Seed),
            evaluate.Device,
            evaluate.Threads,
            evaluate.BatchSize);
    }

    private string Add<T>(
        StageMaterial material, T stage, StageInputList inputs, string title, string device, int? threads, int? batchSize = null)
    {
        string key = material.Key();
        _materials.Add(material);
        if (!_keys.TryGetValue(material.Kind, out List<string>? ofKind))
        {
            _keys[material.Kind] = ofKind = [];
        }

        // Splits of equal content under two names come to one stage.
        if (!ofKind.Contains(key))
        {
            ofKind.Add(key);
        }

        _stages.Add(new PlannedStage
        {
            Kind = material.Kind,
            Key = key,
            Version = StageVersions.Of(material.Kind),
            Settings = StageJson.ToElement(stage),
            Inputs = inputs.Inputs,
            Title = $"{material.Kind.Word()} · {_experiment} · {title}",
            Device = device,
            Threads = threads,
            BatchSize = batchSize,
        });
        return key;
    }

    /// <summary>Returns the hash of everything that enters a key, but for seeds; the keys of stages, which hold seeds, are left out too.</summary>
    private string ConfigId() => ContentKey.Of(new
    {
        Weights = _facts.WeightsSha256,
        Stages = _materials.Select(material => new { material.Kind, Settings = material.WithoutSeed() }),
    });

    private static string SeedTitle(long seed) => $"seed {seed}";
}
