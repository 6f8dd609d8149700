using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Views;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Training;

/// <summary>
/// Trains the network within and across the views, one pass over the photographs (science.md 1.4.4). The loss separates over the views
/// unless the squared difference or labels from this very pass are wanted: then one view's graph is gone before the other's is built.
/// </summary>
internal sealed unsafe class TrainingPass
{
    private readonly PassContext _pass;
    private readonly SegmentationNetwork _network;
    private readonly ParameterOptimizer _optimizer;
    private readonly PicieLoss _loss;
    private readonly ViewPair<Centroids> _centroids;
    private readonly bool _together;
    private int[] _labels1 = [];
    private int[] _labels2 = [];

    /// <summary>Prepares the pass.</summary>
    public TrainingPass(PassContext pass, ParameterOptimizer optimizer, PicieLoss loss, ViewPair<Centroids> centroids)
    {
        (_pass, _network, _optimizer, _loss, _centroids) = (pass, pass.Network, optimizer, loss, centroids);
        _together = pass.Options.Loss.MeanSquare || pass.Options.Labels == LabelSource.Online;
    }

    /// <summary>Trains on every photograph once.</summary>
    /// <param name="labels">Pseudo-labels of both views; null for labels from this pass.</param>
    /// <returns>Mean losses, weighted by batch size.</returns>
    /// <exception cref="TrainingDivergedException">A loss is NaN or infinite.</exception>
    public PicieLosses Run(EpochLabels labels)
    {
        _network.train();
        double learningRate = _pass.Options.Optimizer.LearningRateAt(_pass.Epoch);
        PicieLosses sum = default;
        _pass.EachBatch(EpochPass.Train, _pass.Input.TrainingOrder, _pass.Options.BatchSize, (batch, positions) =>
        {
            using QuietCollector quiet = QuietCollector.Begin();
            PicieLosses losses = Step(positions.Span, labels);
            if (!losses.IsFinite)
            {
                throw new TrainingDivergedException(_pass.Epoch, batch, losses.Total);
            }

            _optimizer.Step(learningRate);
            sum += losses * positions.Length;
            return losses;
        });
        return sum * (1.0 / _pass.Input.Count);
    }

    private PicieLosses Step(ReadOnlySpan<int> positions, EpochLabels labels)
    {
        int pixels = positions.Length * _pass.FeaturePixels;
        if (_labels1.Length < pixels)
        {
            (_labels1, _labels2) = (new int[pixels], new int[pixels]);
        }

        fixed (int* first = _labels1, second = _labels2)
        {
            labels[View.First]?.Read(positions, first);
            labels[View.Second]?.Read(positions, second);
            if (_together)
            {
                return BothViews(positions, first, second);
            }

            using (ViewGraph view1 = Forward(View.First, positions))
            {
                PicieLosses losses = view1.Backward(_loss, first, second, null);
                using ViewGraph view2 = Forward(View.Second, positions);
                return losses + view2.Backward(_loss, first, second, null);
            }
        }
    }

    private PicieLosses BothViews(ReadOnlySpan<int> positions, int* labels1, int* labels2)
    {
        using ViewGraph view1 = Forward(View.First, positions);
        using ViewGraph view2 = Forward(View.Second, positions);
        if (_pass.Options.Labels == LabelSource.Online)
        {
            view1.Assign(_centroids.First, labels1);
            view2.Assign(_centroids.Second, labels2);
        }

        return view1.Backward(_loss, labels1, labels2, view2) + view2.Backward(_loss, labels1, labels2, view1);
    }

    private ViewGraph Forward(View view, ReadOnlySpan<int> positions)
    {
        using Tensor pixels = _pass.Input.Pixels(view, positions, training: true);
        return new ViewGraph(view, _network.forward(pixels), view == View.First ? null : _pass.Input.Placements(positions));
    }
}
