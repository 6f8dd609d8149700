using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;

namespace PiCIE.Stages.Tests.Runs;

/// <summary>Packs and one finished training with kept epoch 0 and two fresh clusterings, made once for the tests that lean on it.</summary>
public sealed class TinyRun : IDisposable
{
    public TinyRun()
    {
        TinyPacks.Write(Folder);
        Trained = StageRun.Of(TinyOrders.Of("train", TinyOrders.Train, Scratch("train"), ("basePack", Pack("base"))));
        Clustered = StageRun.Of(TinyOrders.Of(
            "cluster", TinyOrders.Cluster, Scratch("cluster"), ("weights", Path.Combine(Folder, "train", "weights.safetensors")), ("evaluationPack", Pack("evaluation"))));
    }

    internal string Folder { get; } = Directory.CreateTempSubdirectory("picie-stages-").FullName;

    internal StageRun Trained { get; }

    internal StageRun Clustered { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    internal string Pack(string name) => Path.Combine(Folder, name + ".pack");

    internal string File(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>A new folder for the outputs of an order.</summary>
    internal string Scratch(string? name = null) => Directory.CreateDirectory(Path.Combine(Folder, name ?? Guid.NewGuid().ToString("N"))).FullName;

    internal StageOrder Evaluate(EvaluateStageSettings settings, string scratch, params (string Role, string Path)[] inputs) => TinyOrders.Of(
        "evaluate", settings, scratch, [("weights", File("train", "weights.safetensors")), ("evaluationPack:val", Pack("evaluation")), .. inputs]);
}
