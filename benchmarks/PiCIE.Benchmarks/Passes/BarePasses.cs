using System.Diagnostics;
using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace PiCIE.Benchmarks.Passes;

/// <summary>
/// The network passes that one epoch of PiCIE cannot do without, on random tensors in memory: per photograph two forward passes in train mode and two in
/// eval mode without gradient, two forward and backward passes, and one step of libtorch's Adam a batch. The same as <c>bare_passes.py</c>.
/// </summary>
internal sealed class BarePasses : IDisposable
{
    private const int ClusterBatch = 32;
    private const int TrainBatch = 16;

    private readonly bool _inferenceMode;
    private readonly int[] _clusterBatches;
    private readonly int[] _trainBatches;
    private readonly Dictionary<int, Tensor> _photographs;
    private readonly SegmentationNetwork _network = new(new BackboneDescription("resnet18"), seed: 1);
    private readonly optim.Optimizer _optimizer;
    private double _optimizing;

    public BarePasses(PassOptions options)
    {
        TorchRuntime.SetThreads(options.Threads);
        _inferenceMode = options.InferenceMode;
        _clusterBatches = Batches(options.Photographs, ClusterBatch);
        _trainBatches = Batches(options.Photographs, TrainBatch);
        _photographs = _clusterBatches.Concat(_trainBatches).Distinct()
            .ToDictionary(count => count, count => Photographs(count, options.Resolution, options.ChannelsLast));
        _optimizer = optim.Adam(_network.parameters(), lr: 1e-6);
    }

    /// <summary>One batch of each kind, so that its memory is there.</summary>
    public void Warm()
    {
        using (no_grad())
        {
            _network.forward(_photographs[_clusterBatches[0]]).Dispose();
        }
        Train(_photographs[_trainBatches[0]]);
    }

    /// <summary>One epoch.</summary>
    public PassSeconds Epoch()
    {
        long started = Stopwatch.GetTimestamp();
        using (_inferenceMode ? inference_mode() : no_grad())
        {
            _network.train();
            Forward();
            _network.eval();
            Forward();
        }
        double withoutGradient = Stopwatch.GetElapsedTime(started).TotalSeconds;
        _network.train();
        started = Stopwatch.GetTimestamp();
        _optimizing = 0;
        foreach (int count in _trainBatches)
        {
            Train(_photographs[count]);
        }
        return new PassSeconds(withoutGradient, Stopwatch.GetElapsedTime(started).TotalSeconds - _optimizing, _optimizing);
    }

    public void Dispose()
    {
        foreach (Tensor tensor in _photographs.Values)
        {
            tensor.Dispose();
        }
        _optimizer.Dispose();
        _network.Dispose();
    }

    private void Forward()
    {
        foreach (int count in _clusterBatches.Concat(_clusterBatches))
        {
            _network.forward(_photographs[count]).Dispose();
        }
    }

    private void Train(Tensor photographs)
    {
        using QuietCollector quiet = QuietCollector.Begin();
        using DisposeScope scope = NewDisposeScope();
        for (int view = 0; view < 2; view++)
        {
            Tensor features = _network.forward(photographs);
            features.backward(new List<Tensor> { ones_like(features) });
            features.Dispose();
        }
        long started = Stopwatch.GetTimestamp();
        _optimizer.step();
        _optimizer.zero_grad();
        _optimizing += Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static int[] Batches(int photographs, int size) =>
        [.. Enumerable.Range(0, (photographs + size - 1) / size).Select(batch => Math.Min(size, photographs - batch * size))];

    private static Tensor Photographs(int count, int side, bool channelsLast)
    {
        using Generator random = new(1);
        if (!channelsLast)
        {
            return randn([count, 3, side, side], generator: random);
        }
        using Tensor pixels = randn([count, side, side, 3], generator: random);
        return pixels.permute(0, 3, 1, 2);
    }
}
