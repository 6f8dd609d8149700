using PiCIE.Benchmarks.Passes;
using PiCIE.Segmentation.Training;

namespace PiCIE.Benchmarks.Epochs;

/// <summary>An epoch of the training and the bare passes right after it, with the processor time that the whole process took for each.</summary>
internal sealed record EpochPair(EpochSeconds Epoch, TimeSpan EpochProcessor, PassSeconds Bare, TimeSpan BareProcessor)
{
    public double Ratio => Epoch.Total / Bare.All;

    /// <summary>The same in processor time: what remains steady when other programs take the cores away.</summary>
    public double ProcessorRatio => EpochProcessor / BareProcessor;
}
