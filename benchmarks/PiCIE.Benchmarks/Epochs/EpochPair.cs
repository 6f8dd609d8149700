using PiCIE.Benchmarks.Passes;
using PiCIE.Segmentation.Training;

namespace PiCIE.Benchmarks.Epochs;

/// <summary>An epoch of the training and the bare passes right after it.</summary>
internal sealed record EpochPair(EpochSeconds Epoch, PassSeconds Bare)
{
    public double Ratio => Epoch.Total / Bare.All;
}
