namespace PiCIE.Experiments.Specs;

/// <summary>The largest values that a spec may ask for. More of it cannot work on any machine, or not within anybody's life.</summary>
internal static class SpecBounds
{
    /// <summary>Most threads inside an operation: more than the processors of any one machine.</summary>
    public const int Threads = 1024;

    /// <summary>Most epochs of a training.</summary>
    public const int Epochs = 100_000;

    /// <summary>Most photographs in the network at once.</summary>
    public const int BatchSize = 65_536;

    /// <summary>Most batches that are taken together.</summary>
    public const int Batches = 100_000;

    /// <summary>Most iterations of a k-means.</summary>
    public const int Iterations = 100_000;

    /// <summary>Most clusterings of a run.</summary>
    public const int Repeats = 1000;

    /// <summary>Most clusters of a run.</summary>
    public const int Clusters = 10_000;
}
