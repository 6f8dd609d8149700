using PiCIE.Segmentation.Views;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Training;

/// <summary>
/// What an epoch sees of the photographs: both views of each, by the photograph's position in the epoch's order. A view is the same in
/// every pass of the epoch (science.md 1.3.1).
/// </summary>
internal abstract class EpochInput : IDisposable
{
    /// <summary>Number of photographs.</summary>
    public abstract int Count { get; }

    /// <summary>Positions in the order of the training pass.</summary>
    public abstract ReadOnlyMemory<int> TrainingOrder { get; }

    /// <summary>View 1 of the photographs at some positions: network input [N, 3, T, T] after all transforms.</summary>
    /// <param name="positions">The positions.</param>
    /// <param name="training">Whether it is for the training pass, which as released can lack the photometric transform.</param>
    public abstract Tensor View1(ReadOnlySpan<int> positions, bool training);

    /// <summary>View 2: network input [N, 3, T, T]; its geometric transform comes after the network.</summary>
    public abstract Tensor View2(ReadOnlySpan<int> positions);

    /// <summary>Geometric transforms of the feature maps of view 2.</summary>
    public abstract MapPlacement[] Placements(ReadOnlySpan<int> positions);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
