namespace PiCIE.Segmentation.Training;

/// <summary>Reports that the loss or the features of a batch are NaN or infinite; the network cannot be used.</summary>
public sealed class TrainingDivergedException : Exception
{
    private const string WhatToDo = "the training has diverged. Lower the learning rate, or check the start weights for NaN or infinite values.";

    /// <summary>Says which batch has a loss that is NaN or infinite.</summary>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <param name="batch">Number of the batch in the training pass, from 0.</param>
    /// <param name="loss">NaN or infinite.</param>
    public TrainingDivergedException(int epoch, int batch, double loss)
        : base(FormattableString.Invariant($"The loss of epoch {epoch}, batch {batch} is {loss}: {WhatToDo}"))
    {
        (Epoch, Pass, Batch) = (epoch, EpochPass.Train, batch);
    }

    /// <summary>Says which batch has features that are NaN or infinite.</summary>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <param name="pass">Pass that the batch belongs to.</param>
    /// <param name="batch">Number of the batch in that pass, from 0.</param>
    /// <param name="cause">Exception of the computation there.</param>
    public TrainingDivergedException(int epoch, EpochPass pass, int batch, Exception cause)
        : base(FormattableString.Invariant($"The features of epoch {epoch}, pass {pass}, batch {batch} contain NaN or infinite values: {WhatToDo}"), cause)
    {
        (Epoch, Pass, Batch) = (epoch, pass, batch);
    }

    /// <summary>Number of the epoch, from 0.</summary>
    public int Epoch { get; }

    /// <summary>Pass in which the value was found.</summary>
    public EpochPass Pass { get; }

    /// <summary>Number of the batch in that pass, from 0.</summary>
    public int Batch { get; }
}
