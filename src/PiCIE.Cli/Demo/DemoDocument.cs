using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Demo;

/// <summary>The document of <c>picie demo --json</c>.</summary>
/// <param name="Seed">Seed of both runs.</param>
/// <param name="Split">The split of the figures.</param>
/// <param name="MeanIoUGain">Mean IoU of PiCIE above the control, in percentage points.</param>
/// <param name="Frozen">The control: the same network, untrained.</param>
/// <param name="Picie">PiCIE.</param>
internal sealed record DemoDocument(int Seed, string Split, double MeanIoUGain, RunDocument Frozen, RunDocument Picie)
{
    /// <summary>Makes the document of two runs that are done.</summary>
    public static DemoDocument Of(int seed, RunDocument frozen, RunDocument picie)
    {
        string split = picie.Metrics.First().Key;
        return new DemoDocument(seed, split, picie.Metrics[split].MeanIoU - frozen.Metrics[split].MeanIoU, frozen, picie);
    }
}
