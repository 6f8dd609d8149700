namespace PiCIE.Segmentation.Training;

/// <summary>
/// What hangs on the four moments of a training: progress, metrics, kept epochs. The trainer calls it on its own thread and goes on
/// when the call returns.
/// </summary>
public interface ITrainingObserver
{
    /// <summary>An epoch begins.</summary>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    void BeforeEpoch(int epoch)
    {
    }

    /// <summary>A batch of a pass begins.</summary>
    /// <param name="batch">Where the epoch stands.</param>
    void BeforeBatch(BatchMoment batch)
    {
    }

    /// <summary>
    /// A long computation before or within a batch goes on: views of some more photographs are made, or an iteration of the k-means over the
    /// initial pixels is done.
    /// </summary>
    void StillWorking()
    {
    }

    /// <summary>A batch of a pass is done.</summary>
    /// <param name="batch">Where the epoch stands.</param>
    void AfterBatch(BatchMoment batch)
    {
    }

    /// <summary>An epoch is done: the moment to keep its weights and centroids.</summary>
    /// <param name="epoch">What it gave; the network in it is the one that trains on.</param>
    void AfterEpoch(FinishedEpoch epoch)
    {
    }
}
