using PiCIE.Segmentation.Views;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Training;

/// <summary>
/// Gives an epoch both views of each photograph, by the photograph's position in the epoch's order. A view is the same in every pass of the
/// epoch (science.md 1.3.1).
/// </summary>
internal abstract class EpochInput : IDisposable
{
    /// <summary>Number of photographs.</summary>
    public abstract int Count { get; }

    /// <summary>Positions in the order of the training pass.</summary>
    public abstract ReadOnlyMemory<int> TrainingOrder { get; }

    /// <summary>Makes view 1 of the photographs at some positions: network input [N, 3, T, T] after all transforms.</summary>
    /// <param name="positions">N positions in the epoch's order.</param>
    /// <param name="training">Whether it is for the training pass, which as released can lack the photometric transform.</param>
    public abstract Tensor View1(ReadOnlySpan<int> positions, bool training);

    /// <summary>Makes view 2: network input [N, 3, T, T]; its geometric transform comes after the network.</summary>
    public abstract Tensor View2(ReadOnlySpan<int> positions);

    /// <summary>Gives the geometric transforms of the feature maps of view 2.</summary>
    public abstract MapPlacement[] Placements(ReadOnlySpan<int> positions);

    /// <summary>Makes the network input of one view.</summary>
    /// <param name="view">The view.</param>
    /// <param name="positions">N positions in the epoch's order.</param>
    /// <param name="training">Whether it is for the training pass.</param>
    public Tensor Pixels(View view, ReadOnlySpan<int> positions, bool training) => view switch
    {
        View.First => View1(positions, training),
        View.Second => View2(positions),
        _ => throw new ArgumentOutOfRangeException(nameof(view), view, "A photograph has two views."),
    };

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
