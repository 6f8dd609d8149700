using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Views;
using TorchSharp;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Training;

/// <summary>
/// Holds the features of one view with the graph behind them. Loss and gradient are computed on the pixels' memory; the graph only gets the gradient
/// of its output. View 1 is read and its gradient written where the map and the graph's gradient lie; view 2 is transformed in between.
/// </summary>
internal sealed unsafe class ViewGraph : IDisposable
{
    private readonly View _view;
    private readonly Tensor _map;
    private readonly MapRows _mapRows;
    private readonly MapPlacement[]? _placements;
    private readonly PixelRows? _transformed;
    private readonly nint _rows;
    private readonly int _side;
    private readonly int _width;

    /// <summary>Takes the network's output and transforms it for view 2.</summary>
    /// <param name="view">View that the map belongs to.</param>
    /// <param name="map">[N, D, h, h]; disposed with this.</param>
    /// <param name="placements">Geometric transform of each map of view 2; null for view 1.</param>
    public ViewGraph(View view, Tensor map, MapPlacement[]? placements)
    {
        (_view, _map, _placements) = (view, map, placements);
        (_width, _side) = ((int)map.shape[1], (int)map.shape[2]);
        _rows = (nint)(map.shape[0] * map.shape[2] * map.shape[3]);
        _mapRows = new MapRows(map);
        if (placements is not null)
        {
            _transformed = new PixelRows(_rows, _width);
            GeometricTransform.ApplyBatch(_mapRows.Values, _side, _width, placements, Values(_transformed), _side, torch.get_num_threads());
        }
    }

    /// <summary>First element of the transformed rows [pixels, D].</summary>
    private float* Start => _transformed is null ? _mapRows.Start : _transformed.Start;

    /// <summary>Labels the pixels with their nearest centroids.</summary>
    public void Assign(Centroids centroids, int* labels)
    {
        using NearestCentroid nearest = new(centroids);
        nearest.Assign(Start, _rows, normalise: true, labels);
    }

    /// <summary>Computes the view's losses and sends their gradient back through the network.</summary>
    public PicieLosses Backward(PicieLoss loss, int* labels1, int* labels2, ViewGraph? other)
    {
        using Tensor gradient = FeatureMaps.Empty(_map.shape[0], _width, _side, _map.shape[3]);
        using MapRows gradientRows = new(gradient);
        float* others = other is null ? null : other.Start;
        PicieLosses losses;
        if (_placements is null)
        {
            losses = loss.AddLossAndGradient(_view, Start, _rows, labels1, labels2, others, gradientRows.Start);
        }
        else
        {
            using PixelRows slopes = new(_rows, _width);
            losses = loss.AddLossAndGradient(_view, Start, _rows, labels1, labels2, others, slopes.Start);
            GeometricTransform.ApplyTransposedBatch(Values(slopes), _side, _width, _placements, gradientRows.Values, _side, torch.get_num_threads());
        }

        _map.backward([gradient]);
        return losses;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _transformed?.Dispose();
        _mapRows.Dispose();
        _map.Dispose();
    }

    private Span<float> Values(PixelRows rows) => new(rows.Start, checked((int)_rows * _width));
}
