using System.Numerics;
using System.Runtime.CompilerServices;
using TorchSharp.Modules;

namespace PiCIE.Segmentation.Optimizers;

/// <summary>Steps by Adam with β 0.9 and 0.999, ε 1e-8, as the framework computes it in float32 (science.md 1.4.5).</summary>
internal sealed unsafe class AdamOptimizer : ParameterOptimizer
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const float Epsilon = 1e-8f;
    private readonly float _decay;
    private readonly float[][] _first;
    private readonly float[][] _second;

    /// <summary>Begins with moments of zero.</summary>
    public AdamOptimizer(OptimizerOptions options, IEnumerable<Parameter> parameters)
        : base(parameters)
    {
        _decay = options.AdamHonoursWeightDecay ? (float)options.WeightDecay : 0;
        _first = [.. Lengths.Select(length => new float[length])];
        _second = [.. Lengths.Select(length => new float[length])];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, float[][] Values)> State => [("first", _first), ("second", _second)];

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    protected override void Update(int index, float* parameter, float* gradient, nint from, nint to, double learningRate)
    {
        float step = (float)(learningRate / (1 - Math.Pow(Beta1, Steps)));
        float root = (float)Math.Sqrt(1 - Math.Pow(Beta2, Steps));
        fixed (float* first = _first[index], second = _second[index])
        {
            nint i = from;
            for (; i <= to - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector<float> p = Vector.Load(parameter + i);
                Vector<float> g = Vector.Load(gradient + i) + (p * _decay);
                Vector<float> m = Vector.Load(first + i);
                m += (g - m) * (float)(1 - Beta1);
                Vector<float> v = (Vector.Load(second + i) * (float)Beta2) + (g * g * (float)(1 - Beta2));
                Vector<float> denominator = (Vector.SquareRoot(v) / root) + new Vector<float>(Epsilon);
                Vector.Store(m, first + i);
                Vector.Store(v, second + i);
                Vector.Store(p - (m / denominator * step), parameter + i);
            }

            for (; i < to; i++)
            {
                float g = gradient[i] + (parameter[i] * _decay);
                first[i] += (g - first[i]) * (float)(1 - Beta1);
                second[i] = (second[i] * (float)Beta2) + (g * g * (float)(1 - Beta2));
                parameter[i] -= first[i] / ((MathF.Sqrt(second[i]) / root) + Epsilon) * step;
            }
        }
    }
}
