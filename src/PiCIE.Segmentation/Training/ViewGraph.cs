using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Views;
using TorchSharp;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Training;

/// <summary>
/// Features of one view with the graph behind them. Loss and gradient are computed on the pixels' memory; the graph only gets the gradient
/// of its output.
/// </summary>
internal sealed unsafe class ViewGraph : IDisposable
{
    private readonly int _view;
    private readonly Tensor _map;
    private readonly MapPlacement[]? _placements;
    private readonly PixelRows _rows;
    private readonly int _side;
    private readonly int _width;

    /// <summary>Takes the network's output; view 2 is transformed here.</summary>
    /// <param name="view">0 or 1.</param>
    /// <param name="map">[N, D, h, h]; disposed with this.</param>
    /// <param name="placements">Geometric transform of each map of view 2; null for view 1.</param>
    public ViewGraph(int view, Tensor map, MapPlacement[]? placements)
    {
        (_view, _map, _placements) = (view, map, placements);
        (_width, _side) = ((int)map.shape[1], (int)map.shape[2]);
        nint rows = (nint)(map.shape[0] * map.shape[2] * map.shape[3]);
        _rows = new PixelRows(rows, _width) { Count = rows };
        FeatureMaps.WithRows(map, start =>
        {
            ReadOnlySpan<float> raw = new(start, Length);
            if (placements is null)
            {
                raw.CopyTo(Values);
            }
            else
            {
                GeometricTransform.ApplyBatch(raw, _side, _width, placements, Values, _side, torch.get_num_threads());
            }
        });
    }

    private int Length => checked((int)_rows.Count * _width);

    private Span<float> Values => new(_rows.Start, Length);

    /// <summary>Labels the pixels with their nearest centroids.</summary>
    public void Assign(Centroids centroids, int* labels)
    {
        using NearestCentroid nearest = new(centroids);
        nearest.Assign(_rows.Start, (nint)_rows.Count, normalise: true, labels);
    }

    /// <summary>Computes the view's losses and sends their gradient back through the network.</summary>
    public PicieLosses Backward(PicieLoss loss, int* labels1, int* labels2, ViewGraph? other)
    {
        using PixelRows slopes = new(_rows.Count, _width);
        PicieLosses losses = loss.Of(_view, _rows.Start, (nint)_rows.Count, labels1, labels2, other is null ? null : other._rows.Start, slopes.Start);
        using Tensor gradient = FeatureMaps.Empty(_map.shape[0], _width, _side, _map.shape[3]);
        FeatureMaps.WithRows(gradient, start =>
        {
            ReadOnlySpan<float> from = new(slopes.Start, Length);
            Span<float> to = new(start, Length);
            if (_placements is null)
            {
                from.CopyTo(to);
            }
            else
            {
                GeometricTransform.ApplyTransposedBatch(from, _side, _width, _placements, to, _side, torch.get_num_threads());
            }
        });
        _map.backward([gradient]);
        return losses;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _map.Dispose();
    }
}
