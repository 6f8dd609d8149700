using System.Runtime.CompilerServices;
using TorchSharp.Modules;

namespace PiCIE.Segmentation.Optimizers;

/// <summary>Steps by stochastic gradient descent with momentum: b ← μ·b + g + λ·p, p ← p − lr·b (science.md 1.4.5); the first step takes b = g.</summary>
internal sealed unsafe class SgdOptimizer : ParameterOptimizer
{
    private readonly float _decay;
    private readonly float _momentum;
    private readonly float[][] _buffer;

    /// <summary>Begins without momentum.</summary>
    public SgdOptimizer(OptimizerOptions options, IEnumerable<Parameter> parameters)
        : base(parameters)
    {
        _decay = (float)options.WeightDecay;
        _momentum = (float)options.Momentum;
        _buffer = [.. Lengths.Select(length => new float[length])];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, float[][] Values)> State => [("momentum", _buffer)];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    protected override void Update(int index, float* parameter, float* gradient, nint from, nint to, double learningRate)
    {
        float rate = (float)learningRate;
        fixed (float* buffer = _buffer[index])
        {
            for (nint i = from; i < to; i++)
            {
                buffer[i] = (buffer[i] * _momentum) + gradient[i] + (parameter[i] * _decay);
                parameter[i] -= rate * buffer[i];
            }
        }
    }
}
