namespace PiCIE.Segmentation.Optimizers;

/// <summary>Names the optimisers.</summary>
public enum OptimizerKind
{
    /// <summary>Adam, β 0.9 and 0.999, ε 1e-8.</summary>
    Adam,

    /// <summary>Stochastic gradient descent with momentum.</summary>
    Sgd,
}
