namespace PiCIE.Segmentation.Training;

/// <summary>
/// Hears of the moments of a training; progress, metrics, time, memory and kept epochs hang on it. The trainer calls it on its own thread and
/// goes on when the call returns.
/// </summary>
public interface ITrainingObserver
{
    /// <summary>Called when an epoch begins, before its views are made.</summary>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    void BeforeEpoch(int epoch)
    {
    }

    /// <summary>Called when a batch of a pass begins.</summary>
    /// <param name="batch">Where the epoch stands.</param>
    void BeforeBatch(BatchMoment batch)
    {
    }

    /// <summary>
    /// Called while a long computation before or within a batch goes on: views of some more photographs are made, or an iteration of the k-means
    /// over the initial pixels is done.
    /// </summary>
    void StillWorking()
    {
    }

    /// <summary>Called when a batch of a pass is done.</summary>
    /// <param name="batch">Where the epoch stands.</param>
    void AfterBatch(BatchMoment batch)
    {
    }

    /// <summary>Called when an epoch is done: the moment to keep its weights and centroids.</summary>
    /// <param name="epoch">Result of the epoch; the network in it is the one that trains on.</param>
    void AfterEpoch(FinishedEpoch epoch)
    {
    }
}
