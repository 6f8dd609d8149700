using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Views;
using TorchSharp;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Training;

/// <summary>
/// Computes the features of a view without gradients. View 1 is transformed before the network, view 2 after it (equivariance; science.md 1.3.3), so that
/// the same row of both belongs to the same spot of the photograph.
/// </summary>
internal sealed unsafe class ViewFeatures(SegmentationNetwork network, EpochInput input, View view) : IDisposable
{
    private PixelRows? _transformed;

    /// <summary>Calls <paramref name="work"/> with the rows of the photographs at some positions: [pixels, D], not normalised.</summary>
    public void With(ReadOnlySpan<int> positions, Action<nint, nint> work)
    {
        using QuietCollector quiet = QuietCollector.Begin();
        using Tensor pixels = input.Pixels(view, positions, training: false);
        using Tensor map = FeatureMaps.Forward(network, pixels);
        nint rows = (nint)(map.shape[0] * map.shape[2] * map.shape[3]);
        MapPlacement[]? placements = view == View.First ? null : input.Placements(positions);
        FeatureMaps.WithRows(map, start => work(placements is null ? (nint)start : (nint)Transform(start, rows, map, placements), rows));
    }

    /// <inheritdoc/>
    public void Dispose() => _transformed?.Dispose();

    private float* Transform(float* start, nint rows, Tensor map, MapPlacement[] placements)
    {
        int width = (int)map.shape[1], side = (int)map.shape[2];
        if (_transformed is null || _transformed.Capacity < rows)
        {
            _transformed?.Dispose();
            _transformed = new PixelRows(rows, width);
        }

        int length = checked((int)(rows * width));
        GeometricTransform.ApplyBatch(new ReadOnlySpan<float>(start, length), side, width, placements, new Span<float>(_transformed.Start, length), side, torch.get_num_threads());
        return _transformed.Start;
    }
}
