using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Tests.Keys;

/// <summary>For every setting of spec.md 2: the stages whose key changes with it (P, T, C, E; a change goes on downstream).</summary>
public sealed class StageKeyTableTests
{
    /// <summary>Another key throws away what people have: such a change is meant, and then the version of the kind grows.</summary>
    [Fact]
    public void Keys_of_packs_are_those_that_people_have() =>
        Samples.Plan(Samples.CamVid).Stages.Where(stage => stage.Kind == StageKind.Preprocess).Select(stage => stage.Key[..8])
            .ShouldBe(["f59c669f", "061943af", "3f34d6e0"]);

    public static TheoryData<string, string> Table => new()
    {
        { "method=frozen", "PTCE" },
        { "preset=clean", "TCE" },
        { "switches.kmeansBn=eval", "TCE" },
        { "switches.centroidNormalise=true", "TCE" },
        { "switches.kmeansSeed=derived", "TCE" },
        { "switches.kmeansGroupTail=use", "TCE" },
        { "switches.kmeansInitRows=1000", "TCE" },
        { "switches.classWeight=none", "TCE" },
        { "switches.grey=true", "TCE" },
        { "switches.blurSigma=uniform", "TCE" },
        { "switches.trainLogit=cosine", "TCE" },
        { "switches.view1PhotometricInTraining=false", "TCE" },
        { "switches.cropAntialias=true", "TCE" },
        { "switches.cropRounding=snapped", "TCE" },
        { "switches.weightDecayAdam=honoured", "TCE" },
        { "switches.lrSchedule=step", "TCE" },
        { "switches.freshBn=restored", "CE" },
        { "switches.evalScore=cosine", "E" },
        { "backbone.name=resnet34", "TCE" },
        { "backbone.width=0.5", "TCE" },
        { "backbone.weights=other.pth", "TCE" },
        { "backbone.featureWidth=64", "TCE" },
        { "preprocess.baseResolution=264", "PTCE" },
        { "preprocess.resolution=120", "PTCE" },
        { "preprocess.packing=jpeg", "PTCE" },
        { "preprocess.threads=2", "" },
        { "train.seed=9", "TCE" },
        { "train.epochs=5", "TCE" },
        { "train.batchSize=17", "TCE" },
        { "train.learningRate=1e-3", "TCE" },
        { "train.weightDecay=0.1", "TCE" },
        { "train.momentum=0.8", "TCE" },
        { "train.optimizer=sgd", "TCE" },
        { "train.k=12", "TCE" },
        { "train.kmeans.batchSize=31 cluster.kmeans.batchSize=32", "TCE" },
        { "train.kmeans.initialBatches=7 cluster.kmeans.initialBatches=6", "TCE" },
        { "train.kmeans.groupBatches=2 cluster.kmeans.groupBatches=1", "TCE" },
        { "train.kmeans.iterations=21 cluster.kmeans.iterations=20", "TCE" },
        { "train.photometric.brightness=0.4", "TCE" },
        { "train.photometric.contrast=0.4", "TCE" },
        { "train.photometric.saturation=0.4", "TCE" },
        { "train.photometric.hue=0.2", "TCE" },
        { "train.photometric.probability=0.7", "TCE" },
        { "train.photometric.blurProbability=0.4", "TCE" },
        { "train.geometric.minScale=0.6", "TCE" },
        { "train.geometric.horizontalFlip=false", "TCE" },
        { "train.geometric.verticalFlip=true", "TCE" },
        { "train.geometric.crop=false preprocess.baseResolution=128", "PTCE" },
        { "train.loss.within=false", "TCE" },
        { "train.loss.cross=false", "TCE" },
        { "train.loss.mse=true", "TCE" },
        { "train.loss.balance=false", "TCE" },
        { "train.labels=online", "TCE" },
        { "train.start=random", "TCE" },
        { "train.keepEpochs=[1]", "TCE" },
        { "train.threads=2", "" },
        { "train.device=cpu", "" },
        { "cluster.seed=9", "CE" },
        { "cluster.split=val", "PCE" },
        { "cluster.k=12", "CE" },
        { "cluster.repeats=4", "CE" },
        { "cluster.kmeans.batchSize=31", "CE" },
        { "cluster.kmeans.initialBatches=7", "CE" },
        { "cluster.kmeans.groupBatches=2", "CE" },
        { "cluster.kmeans.iterations=21", "CE" },
        { "cluster.threads=2", "" },
        { "cluster.device=cuda", "" },
        { "evaluate.splits=[val,test,train]", "PE" },
        { "evaluate.splits=[test,val]", "E" },
        { "evaluate.splits=[val]", "PE" },
        { "evaluate.centroids=trained", "PCE" },
        { "evaluate.matching=majority", "E" },
        { "evaluate.epochs=[1] train.keepEpochs=[1]", "TCE" },
        { "evaluate.batchSize=7", "" },
        { "evaluate.threads=2", "" },
        { "evaluate.device=cuda:1", "" },
        { "name=another", "" },
        { "description=words", "" },
        { "tags=[a]", "" },
        { "priority=5", "" },
        { "maxConcurrent=1", "" },
    };

    internal static readonly string Base = Samples.CamVid.Replace("seeds: [1, 2, 3]", string.Empty, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Table))]
    public void A_setting_changes_the_keys_of_the_stages_that_read_it(string settings, string stages) =>
        Changed(Samples.Plan(Base), Samples.Plan(Base, settings.Split(' '))).ShouldBe(stages);

    [Theory]
    [MemberData(nameof(Table))]
    public void The_config_id_changes_with_a_key_unless_only_seeds_changed(string settings, string stages)
    {
        bool differs = Samples.Plan(Base).Runs[0].ConfigId != Samples.Plan(Base, settings.Split(' ')).Runs[0].ConfigId;
        differs.ShouldBe(stages.Length > 0 && settings is not ("train.seed=9" or "cluster.seed=9"));
    }

    [Fact]
    public void The_table_has_every_setting_of_a_run()
    {
        HashSet<string> known = [.. Table.Select(row => row.Data.Item1.Split('=')[0])];
        Leaves(typeof(RunSettings), string.Empty).Except(["task", "data"]).Where(path => !known.Contains(path)).ShouldBeEmpty();
    }

    [Fact]
    public void Two_runs_of_the_same_settings_have_the_same_keys() =>
        Changed(Samples.Plan(Base), Samples.Plan(Base)).ShouldBeEmpty();

    internal static string Changed(Plan before, Plan after) => string.Concat(Enum.GetValues<StageKind>()
        .Where(kind => !KeysOf(before, kind).SetEquals(KeysOf(after, kind)))
        .Select(kind => kind.ToString()[0]));

    private static HashSet<string> KeysOf(Plan plan, StageKind kind) =>
        [.. plan.Stages.Where(stage => stage.Kind == kind).Select(stage => stage.Key)];

    private static IEnumerable<string> Leaves(Type type, string prefix)
    {
        foreach (System.Reflection.PropertyInfo property in type.GetProperties().Where(property => !property.GetMethod!.IsStatic && property.CanWrite))
        {
            if (property.PropertyType == typeof(MethodTraining))
            {
                foreach (string leaf in typeof(MethodTraining).Assembly.GetTypes().Where(method => method.BaseType == typeof(MethodTraining)).SelectMany(method => Leaves(method, prefix)))
                {
                    yield return leaf;
                }

                continue;
            }

            string path = prefix + SpecKeys.Of(property);
            bool inner = property.PropertyType.Namespace == typeof(RunSettings).Namespace && property.PropertyType.IsClass;
            foreach (string leaf in inner ? Leaves(property.PropertyType, path + ".") : [path])
            {
                yield return leaf;
            }
        }
    }
}
