using System.Runtime;
using PiCIE.Segmentation.Native;

namespace PiCIE.Segmentation.Tests.Native;

[CollectionDefinition(DisableParallelization = true)]
public sealed class WholeProcess;

/// <summary>The collector belongs to the whole process, so nothing else may run beside these.</summary>
[Collection(typeof(WholeProcess))]
public sealed class QuietCollectorTests
{
    [Fact]
    public void Nothing_is_collected_until_the_outermost_stretch_ends()
    {
        GCLatencyMode before = GCSettings.LatencyMode;
        using (QuietCollector.Begin())
        {
            GCSettings.LatencyMode.ShouldBe(GCLatencyMode.NoGCRegion);
            QuietCollector.Begin().Dispose();
            GCSettings.LatencyMode.ShouldBe(GCLatencyMode.NoGCRegion);
        }
        GCSettings.LatencyMode.ShouldBe(before);
    }

    [Fact]
    public void A_stretch_that_ended_early_ends_quietly_and_another_can_begin()
    {
        using (QuietCollector.Begin())
        {
            GC.Collect();
        }
        using (QuietCollector.Begin())
        {
            GCSettings.LatencyMode.ShouldBe(GCLatencyMode.NoGCRegion);
        }
    }

    [Fact]
    public void Ending_twice_does_nothing()
    {
        QuietCollector stretch = QuietCollector.Begin();
        stretch.Dispose();
        Should.NotThrow(stretch.Dispose);
    }
}
