using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Training;

/// <summary>Names the passes that go over one view alone.</summary>
internal static class ViewPasses
{
    public static readonly ViewPair<EpochPass> Clustering = new(EpochPass.ClusterView1, EpochPass.ClusterView2);

    public static readonly ViewPair<EpochPass> Labelling = new(EpochPass.LabelView1, EpochPass.LabelView2);
}
