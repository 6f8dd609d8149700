using PiCIE.Segmentation.Lanes;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Optimizers;

/// <summary>
/// Walks over the parameters' memory once a step, instead of calling a dozen tensor operators a parameter. Its state lives as
/// long as the training: moments persist over epochs (science.md 1.4.5).
/// </summary>
internal abstract class ParameterOptimizer
{
    private const nint Granularity = 4096;
    private readonly Parameter[] _parameters;

    /// <summary>Prepares the state of all parameters.</summary>
    /// <param name="parameters">Parameters in a fixed order.</param>
    protected ParameterOptimizer(IEnumerable<Parameter> parameters) => _parameters = [.. parameters];

    /// <summary>Number of steps done.</summary>
    public long Steps { get; private set; }

    /// <summary>
    /// Numbers that persist over the steps, by name: an array for each parameter, in the order of the parameters, whose numbers lie as those of the
    /// parameter lie in memory. The arrays are the optimiser's own; one that keeps nothing has none.
    /// </summary>
    public virtual IReadOnlyList<(string Name, float[][] Values)> State => [];

    /// <summary>Makes the optimiser that the options name.</summary>
    public static ParameterOptimizer Create(OptimizerOptions options, IEnumerable<Parameter> parameters) => options.Kind switch
    {
        OptimizerKind.Adam => new AdamOptimizer(options, parameters),
        OptimizerKind.Sgd => new SgdOptimizer(options, parameters),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "An optimiser is adam or sgd."),
    };

    /// <summary>Goes on from a number of steps; the caller has filled <see cref="State"/> with what those steps left.</summary>
    /// <param name="steps">Number of steps done, 0 or more.</param>
    public void GoOnFrom(long steps) => Steps = steps;

    /// <summary>Steps along the gradients and clears them. A parameter without a gradient stays.</summary>
    /// <param name="learningRate">Learning rate of this step.</param>
    public virtual void Step(double learningRate)
    {
        Steps++;
        for (int index = 0; index < _parameters.Length; index++)
        {
            using Tensor? gradient = _parameters[index].grad;
            if (gradient is not null)
            {
                Update(index, _parameters[index], gradient, learningRate);
                _parameters[index].grad = null;
            }
        }
    }

    /// <summary>Number of values in each parameter.</summary>
    protected IEnumerable<int> Lengths => _parameters.Select(parameter => checked((int)parameter.numel()));

    /// <summary>Updates a stretch of one parameter.</summary>
    protected abstract unsafe void Update(int index, float* parameter, float* gradient, nint from, nint to, double learningRate);

    private unsafe void Update(int index, Tensor parameter, Tensor gradient, double learningRate)
    {
        (Tensor aligned, bool isCopy) = ParameterMemory.Aligned(parameter, gradient);
        try
        {
            using Tensor plain = parameter.detach();
            Span<float> values = ParameterMemory.Of(plain), slopes = ParameterMemory.Of(aligned);
            fixed (float* value = values, slope = slopes)
            {
                (nint to, nint by) = ((nint)value, (nint)slope);
                CoreTeam.Run(values.Length, CoreTeam.Size, Granularity, (_, from, end) => Update(index, (float*)to, (float*)by, from, end, learningRate));
            }
        }
        finally
        {
            if (isCopy)
            {
                aligned.Dispose();
            }
        }
    }
}
