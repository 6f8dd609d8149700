using System.IO.Compression;
using PiCIE.Evaluation.Classes;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Packs;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;
using PiCIE.Stages.Evaluate;
using PiCIE.Stages.Tests.Runs;

namespace PiCIE.Stages.Tests.Evaluate;

/// <summary>The cluster and evaluate stages after a tiny training.</summary>
public sealed class EvaluateStageTests(TinyRun tiny) : IClassFixture<TinyRun>
{
    [Fact]
    public void A_clustering_gives_a_file_for_each_repeat_with_the_statistics_of_its_moment()
    {
        tiny.Clustered.Result.Files.Select(file => file.Name).ShouldBe(["repeat-1.safetensors", "repeat-2.safetensors"]);
        NamedTensors first = Repeat(1), second = Repeat(2);
        first[NetworkFiles.RepeatName].Shape.ShouldBe([TinyOrders.Clusters, TinyOrders.Backbone.FeatureWidth]);
        first.Names.ShouldContain("backbone.bn1.running_mean");
        first["backbone.bn1.running_mean"].ToFloats().ShouldNotBe(second["backbone.bn1.running_mean"].ToFloats());
        ClusterStageOutput output = StageJson.FromElement<ClusterStageOutput>(tiny.Clustered.Result.Output);
        output.Repeats.Count.ShouldBe(2);
        output.Repeats.ShouldAllBe(repeat => repeat.Counts.Count == TinyOrders.Clusters && repeat.KmeansLoss > 0);
    }

    [Fact]
    public void Restored_statistics_are_those_of_the_weights()
    {
        string scratch = tiny.Scratch();
        ClusterStageSettings settings = TinyOrders.Cluster with { Switches = TinyOrders.Cluster.Switches with { FreshBn = FreshBatchNorm.Restored } };
        StageRun.Of(TinyOrders.Of("cluster", settings, scratch, ("weights", tiny.File("train", "weights.safetensors")), ("evaluationPack", tiny.Pack("evaluation")))).Status.ShouldBe(ExitCodes.Done);
        NamedTensors weights = SafetensorsFile.Read(tiny.File("train", "weights.safetensors"));
        foreach ((string name, HostTensor value) in SafetensorsFile.Read(Path.Combine(scratch, "repeat-2.safetensors")).Where(entry => entry.Key != NetworkFiles.RepeatName))
        {
            value.Bytes.ToArray().ShouldBe(weights[name].Bytes.ToArray(), name);
        }
    }

    [Theory]
    [InlineData(EvalScore.InnerProduct)]
    [InlineData(EvalScore.NegativeDistance)]
    [InlineData(EvalScore.Cosine)]
    public void Matrices_of_fresh_clusters_count_every_labelled_pixel_once(EvalScore score)
    {
        string scratch = tiny.Scratch();
        SplitEvaluation split = Output(TinyOrders.Evaluate with { EvalScore = score }, scratch, ("cluster", tiny.File("cluster")), ("labelPack:val", tiny.Pack("labels"))).Splits.Single();
        split.Photographs.ShouldBe(TinyPacks.Photographs);
        split.Repeats.Count.ShouldBe(2);
        for (int repeat = 0; repeat < 2; repeat++)
        {
            RequireCounts(split.Repeats[repeat].Matrix, Path.Combine(scratch, "confusions", $"val-{repeat + 1}.safetensors"));
            RequirePredictions(Path.Combine(scratch, "predictions", $"val-{repeat + 1}.zip"));
        }

        using ZipArchive pictures = ZipFile.OpenRead(Path.Combine(scratch, "overlays", "val.zip"));
        pictures.Entries.Count.ShouldBe(TinyPacks.Photographs);
    }

    [Fact]
    public void Trained_centroids_are_evaluated_view_by_view_and_kept_epochs_with_the_weights_of_then()
    {
        string scratch = tiny.Scratch();
        EvaluateStageSettings settings = TinyOrders.Evaluate with { Centroids = CentroidSource.Trained, Epochs = [0] };
        EvaluateStageOutput output = Output(
            settings, scratch, ("centroids", tiny.File("train", "centroids.safetensors")), ("labelPack:val", tiny.Pack("labels")),
            ("weights:epoch-0", tiny.File("train", "epoch-0", "weights.safetensors")), ("centroids:epoch-0", tiny.File("train", "epoch-0", "centroids.safetensors")));
        output.Splits.Single().Repeats.Count.ShouldBe(2);
        EpochEvaluation kept = output.Epochs.Single();
        kept.Epoch.ShouldBe(0);
        for (int view = 0; view < 2; view++)
        {
            RequireCounts(output.Splits[0].Repeats[view].Matrix, Path.Combine(scratch, "confusions", $"val-{view + 1}.safetensors"));
            RequireCounts(kept.Splits.Single().Repeats[view].Matrix, Path.Combine(scratch, "epoch-0", "confusions", $"val-{view + 1}.safetensors"));
        }

        kept.Splits[0].Repeats[0].Matrix.SelectMany(row => row).ShouldNotBe(output.Splits[0].Repeats[0].Matrix.SelectMany(row => row));
    }

    [Fact]
    public void Statistics_of_the_repeat_are_those_that_are_evaluated()
    {
        string scratch = tiny.Scratch("swapped"), other = tiny.Scratch("swapped-out");
        NamedTensors mixed = new();
        foreach ((string name, HostTensor value) in Repeat(1))
        {
            mixed.Add(name, name.EndsWith("running_var", StringComparison.Ordinal) ? HostTensor.Of([.. value.ToFloats().Select(x => x * 50)], [.. value.Shape]) : value);
        }

        SafetensorsFile.Write(Path.Combine(scratch, "repeat-1.safetensors"), mixed);
        long[][] changed = Output(TinyOrders.Evaluate, other, ("cluster", scratch), ("labelPack:val", tiny.Pack("labels"))).Splits[0].Repeats.Single().Matrix;
        long[][] plain = Output(TinyOrders.Evaluate, tiny.Scratch(), ("cluster", tiny.File("cluster")), ("labelPack:val", tiny.Pack("labels"))).Splits[0].Repeats[0].Matrix;
        changed.SelectMany(row => row).ShouldNotBe(plain.SelectMany(row => row));
    }

    [Fact]
    public void Without_labels_there_are_predictions_and_no_matrix()
    {
        string scratch = tiny.Scratch();
        SplitEvaluation split = Output(TinyOrders.Evaluate, scratch, ("cluster", tiny.File("cluster"))).Splits.Single();
        split.Photographs.ShouldBe(TinyPacks.Photographs);
        split.Repeats.ShouldBeEmpty();
        RequirePredictions(Path.Combine(scratch, "predictions", "val-1.zip"));
        Directory.Exists(Path.Combine(scratch, "confusions")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("names", "its record 0 is 'other-0', the photograph there 'photograph-0'")]
    [InlineData("count", "it holds 5 records, the photographs are 6")]
    [InlineData("side", "its records are 16×16, the photographs 32×32")]
    [InlineData("kind", "it is a pack of kind Evaluation")]
    public void Labels_of_other_photographs_are_refused(string difference, string part)
    {
        string labels = difference == "kind" ? tiny.Pack("evaluation") : Path.Combine(tiny.Scratch(), "labels.pack");
        int side = difference == "side" ? 16 : TinyPacks.Side, count = TinyPacks.Photographs - (difference == "count" ? 1 : 0);
        if (difference != "kind")
        {
            using PackWriter writer = new(labels, PackFormat.Labels(side, 1));
            for (int n = 0; n < count; n++)
            {
                writer.Add($"{(difference == "names" ? "other" : "photograph")}-{n}", new byte[side * side]);
            }

            writer.Complete();
        }

        StageFailure failure = StageRun.Of(tiny.Evaluate(TinyOrders.Evaluate, tiny.Scratch(), ("cluster", tiny.File("cluster")), ("labelPack:val", labels))).Failure;
        failure.Kind.ShouldBe(FailureKind.Input);
        failure.Sentence.ShouldContain(labels);
        failure.Sentence.ShouldContain(part);
    }

    /// <summary>Photographs × classes × clusters may be more than one tensor holds.</summary>
    [Theory]
    [InlineData(1, new[] { 0, 1, 2, 3, 4, 5 })]
    [InlineData(4, new[] { 0, 4 })]
    [InlineData(6, new[] { 0 })]
    public void Matrices_that_are_too_many_for_one_file_go_into_blocks_of_photographs(int photographs, int[] starts)
    {
        using SplitPacks packs = new("val", PackReader.Open(tiny.Pack("evaluation")), PackReader.Open(tiny.Pack("labels")));
        ClassTable classes = TinyPacks.Task.Classes!;
        List<(int First, HostTensor Matrix)> blocks = [];
        PhotographMatrices matrices = new(
            classes, TinyOrders.Clusters, packs, (first, tensors) => blocks.Add((first, new HostTensor(tensors["matrix"].Shape, HostType.Int64, tensors["matrix"].Bytes.ToArray()))),
            blockEntries: ((photographs + 1) * classes.Count * TinyOrders.Clusters) - 1);
        for (int n = 0; n < packs.Count; n++)
        {
            matrices.Add(n, [.. Enumerable.Range(0, packs.Side * packs.Side).Select(pixel => (pixel + n) % TinyOrders.Clusters)]);
        }

        blocks.Select(block => block.First).ShouldBe(starts);
        blocks.ShouldAllBe(block => block.Matrix.Shape[0] == Math.Min(photographs, packs.Count - block.First));
        int entries = classes.Count * TinyOrders.Clusters;
        long[][] each = [.. blocks.SelectMany(block => block.Matrix.Values<long>().ToArray().Chunk(entries))];
        each.Length.ShouldBe(packs.Count);
        Enumerable.Range(0, entries).Select(entry => each.Sum(one => one[entry])).ShouldBe(matrices.Sum.ToRows().SelectMany(row => row));
        each[1].ShouldNotBe(each[0]);
    }

    [Fact]
    public void The_number_of_photographs_at_once_changes_memory_and_no_figure()
    {
        StageOrder order = tiny.Evaluate(TinyOrders.Evaluate, tiny.Scratch(), ("cluster", tiny.File("cluster")), ("labelPack:val", tiny.Pack("labels")));
        long[][] Matrix(int? batch) => StageJson.FromElement<EvaluateStageOutput>(
            StageRun.Of(order with { BatchSize = batch, Scratch = tiny.Scratch() }).Result.Output).Splits[0].Repeats[0].Matrix;

        // A processor may round another batch another way; a pixel right on a border between clusters may then change sides.
        IEnumerable<long> moved = Matrix(1).SelectMany(row => row).Zip(Matrix(null).SelectMany(row => row), (one, many) => Math.Abs(one - many));
        moved.Sum().ShouldBeLessThan(TinyPacks.LabelledPixels / 1000);
    }

    private static void RequireCounts(long[][] matrix, string file)
    {
        matrix.Length.ShouldBe(TinyPacks.Task.Classes!.Count);
        matrix.ShouldAllBe(row => row.Length == TinyOrders.Clusters);
        matrix.SelectMany(row => row).Sum().ShouldBe(TinyPacks.LabelledPixels);
        for (int id = 0; id < matrix.Length; id++)
        {
            matrix[id].Sum().ShouldBe(Enumerable.Range(0, TinyPacks.Photographs).Sum(n => Enumerable.Range(0, TinyPacks.Side * TinyPacks.Side).LongCount(pixel => TinyPacks.RawLabel(n, pixel) == id)), $"class {id}");
        }

        HostTensor parts = SafetensorsFile.Read(file)["matrix"];
        parts.Shape.ShouldBe([TinyPacks.Photographs, matrix.Length, TinyOrders.Clusters]);
        long[] counts = parts.Values<long>().ToArray();
        int cells = matrix.Length * TinyOrders.Clusters;
        Enumerable.Range(0, cells).Select(cell => Enumerable.Range(0, TinyPacks.Photographs).Sum(n => counts[(n * cells) + cell]))
            .ShouldBe(matrix.SelectMany(row => row));
        counts.Chunk(cells).ShouldAllBe(photograph => photograph.Sum() > 0);
    }

    private static void RequirePredictions(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        zip.Entries.Select(entry => entry.FullName).ShouldBe(Enumerable.Range(0, TinyPacks.Photographs).Select(n => $"photograph-{n}.png"));
    }

    private NamedTensors Repeat(int number) => SafetensorsFile.Read(tiny.File("cluster", $"repeat-{number}.safetensors"));

    private EvaluateStageOutput Output(EvaluateStageSettings settings, string scratch, params (string Role, string Path)[] inputs) =>
        StageJson.FromElement<EvaluateStageOutput>(StageRun.Of(tiny.Evaluate(settings, scratch, inputs)).Result.Output);
}
