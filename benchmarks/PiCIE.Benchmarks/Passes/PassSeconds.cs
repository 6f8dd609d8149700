namespace PiCIE.Benchmarks.Passes;

/// <summary>Seconds of one epoch of bare passes.</summary>
/// <param name="WithoutGradient">The passes without gradient.</param>
/// <param name="Training">Forward and backward passes.</param>
/// <param name="Optimizer">Steps of libtorch's Adam, with clearing the gradients.</param>
internal readonly record struct PassSeconds(double WithoutGradient, double Training, double Optimizer)
{
    public double All => WithoutGradient + Training + Optimizer;
}
