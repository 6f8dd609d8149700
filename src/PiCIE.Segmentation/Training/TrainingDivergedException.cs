namespace PiCIE.Segmentation.Training;

/// <summary>The loss of a batch, or its features, are no numbers any more; the network is of no use.</summary>
public sealed class TrainingDivergedException : Exception
{
    private const string WhatToDo = "the training has diverged. Lower the learning rate, or check the start weights for NaN or infinite values.";

    /// <summary>Says where.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="batch">The batch of the training pass, from 0.</param>
    /// <param name="loss">The loss.</param>
    public TrainingDivergedException(int epoch, int batch, double loss)
        : base(FormattableString.Invariant($"The loss of epoch {epoch}, batch {batch} is {loss}: {WhatToDo}"))
    {
        (Epoch, Pass, Batch) = (epoch, EpochPass.Train, batch);
    }

    /// <summary>Says where features were no numbers.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="batch">The batch of that pass, from 0.</param>
    /// <param name="cause">What was met there.</param>
    public TrainingDivergedException(int epoch, EpochPass pass, int batch, Exception cause)
        : base(FormattableString.Invariant($"The features of epoch {epoch}, pass {pass}, batch {batch} hold values that are no numbers: {WhatToDo}"), cause)
    {
        (Epoch, Pass, Batch) = (epoch, pass, batch);
    }

    /// <summary>The epoch, from 0.</summary>
    public int Epoch { get; }

    /// <summary>The pass in which it showed.</summary>
    public EpochPass Pass { get; }

    /// <summary>The batch of that pass, from 0.</summary>
    public int Batch { get; }
}
