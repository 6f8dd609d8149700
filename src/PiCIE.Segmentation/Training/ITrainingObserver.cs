namespace PiCIE.Segmentation.Training;

/// <summary>
/// Hears of the moments of a training; progress, metrics, time, memory and kept epochs hang on it. The trainer calls it on its own thread and
/// goes on when the call returns.
/// </summary>
public interface ITrainingObserver
{
    /// <summary>Hears that an epoch begins, before its views are made.</summary>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    void BeforeEpoch(int epoch)
    {
    }

    /// <summary>Hears that a batch of a pass begins.</summary>
    /// <param name="batch">Place of the batch in the epoch.</param>
    void BeforeBatch(BatchMoment batch)
    {
    }

    /// <summary>
    /// Hears that a long computation before or within a batch goes on: views of some more photographs are made, or an iteration of the
    /// k-means over the initial pixels is done.
    /// </summary>
    void StillWorking()
    {
    }

    /// <summary>Hears that a batch of a pass is done.</summary>
    /// <param name="batch">Place of the batch in the epoch.</param>
    void AfterBatch(BatchMoment batch)
    {
    }

    /// <summary>Hears that an epoch is done: the moment to keep its weights and centroids.</summary>
    /// <param name="epoch">Result of the epoch; the network in it is the one that trains on.</param>
    void AfterEpoch(FinishedEpoch epoch)
    {
    }
}
