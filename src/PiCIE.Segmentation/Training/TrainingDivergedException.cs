namespace PiCIE.Segmentation.Training;

/// <summary>The loss of a batch is no number any more; the network is of no use.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Says where.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="batch">The batch of the training pass, from 0.</param>
    /// <param name="loss">The loss.</param>
    public TrainingDivergedException(int epoch, int batch, double loss)
        : base(FormattableString.Invariant(
            $"The loss of epoch {epoch}, batch {batch} is {loss}: the training has diverged. Lower train.learningRate, or check the start weights for values that are no numbers."))
    {
        Epoch = epoch;
        Batch = batch;
    }

    /// <summary>The epoch, from 0.</summary>
    public int Epoch { get; }

    /// <summary>The batch, from 0.</summary>
    public int Batch { get; }
}
