using PiCIE.Segmentation.Native;

namespace PiCIE.Segmentation.Training;

/// <summary>Gives memory that fragmentation holds back to the system where a part of an epoch ends, if it is much, and hands every moment on.</summary>
/// <param name="next">Hears of every moment too.</param>
/// <param name="residentBytes">Tells the memory that the process holds, bytes.</param>
/// <param name="trim">Gives free memory back.</param>
internal sealed class MemoryTrimming(ITrainingObserver next, Func<long> residentBytes, Action trim) : ITrainingObserver
{
    /// <summary>
    /// Resident size from which a part's end trims memory. A training holds at most 1.2 GB (benchmarks/README.md). Trimmed whenever a part
    /// ends above this size, the training that is measured there peaks below 1.17 GB, never trimmed at 1.06 to 1.33. Trimmed after every
    /// part it takes 2.5 s more an epoch, since the memory is faulted in again.
    /// </summary>
    public const long MuchBytes = 1060L << 20;

    /// <summary>Prepares the trimming of this process.</summary>
    public MemoryTrimming(ITrainingObserver next)
        : this(next, () => TorchRuntime.ResidentBytes, () => TorchRuntime.TrimMemory())
    {
    }

    /// <inheritdoc/>
    public void BeforeEpoch(int epoch) => next.BeforeEpoch(epoch);

    /// <summary>Trims after clustering and after labelling.</summary>
    public void BeforeBatch(BatchMoment batch)
    {
        if (batch is { Batch: 0, Pass: EpochPass.LabelView1 or EpochPass.Train })
        {
            TrimIfMuch();
        }

        next.BeforeBatch(batch);
    }

    /// <inheritdoc/>
    public void StillWorking() => next.StillWorking();

    /// <summary>Trims after training.</summary>
    public void AfterBatch(BatchMoment batch)
    {
        if (batch.Pass == EpochPass.Train && batch.Batch == batch.Batches - 1)
        {
            TrimIfMuch();
        }

        next.AfterBatch(batch);
    }

    /// <inheritdoc/>
    public void AfterEpoch(FinishedEpoch epoch) => next.AfterEpoch(epoch);

    private void TrimIfMuch()
    {
        if (residentBytes() > MuchBytes)
        {
            trim();
        }
    }
}
