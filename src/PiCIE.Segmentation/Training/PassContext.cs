using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Networks;

namespace PiCIE.Segmentation.Training;

/// <summary>Holds what the passes of one epoch share.</summary>
internal sealed record PassContext(
    SegmentationNetwork Network, EpochInput Input, TrainingOptions Options, ITrainingObserver Observer, int Epoch, CancellationToken Stop)
{
    /// <summary>Number of feature pixels of one photograph.</summary>
    public int FeaturePixels => Options.Views.FeatureSide * Options.Views.FeatureSide;

    /// <summary>Goes through the photographs in batches; the observer hears of each, and a stop takes effect at a batch's beginning.</summary>
    /// <param name="pass">Pass that the batches belong to.</param>
    /// <param name="order">Positions in the order of the pass.</param>
    /// <param name="batchSize">Photographs of a batch; the last may be smaller.</param>
    /// <param name="work">Does a batch; its losses go to the observer.</param>
    /// <exception cref="TrainingDivergedException">Features contain NaN or infinite values.</exception>
    public void EachBatch(EpochPass pass, ReadOnlyMemory<int> order, int batchSize, Func<int, ReadOnlyMemory<int>, Losses.PicieLosses?> work)
    {
        int batches = (int)(((long)order.Length + batchSize - 1) / batchSize);
        for (int batch = 0; batch < batches; batch++)
        {
            Stop.ThrowIfCancellationRequested();
            ReadOnlyMemory<int> positions = order[(batch * batchSize)..Math.Min((batch + 1) * batchSize, order.Length)];
            BatchMoment moment = new(Epoch, pass, batch, batches, positions.Length);
            Observer.BeforeBatch(moment);
            Observer.AfterBatch(moment with { Losses = At(pass, batch, () => work(batch, positions)) });
        }
    }

    /// <summary>Does some work of a batch; NaN or infinite features are told with their place.</summary>
    /// <exception cref="TrainingDivergedException">Features contain NaN or infinite values.</exception>
    public T At<T>(EpochPass pass, int batch, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (FeaturesNotFiniteException cause)
        {
            throw new TrainingDivergedException(Epoch, pass, batch, cause);
        }
    }

    /// <summary>Lists positions 0, 1, 2, …: the epoch's own order.</summary>
    public ReadOnlyMemory<int> InOrder() => Enumerable.Range(0, Input.Count).ToArray();
}
