using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Views;
using PiCIE.Tests.Golden;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Tests.Golden;

/// <summary>
/// The epoch of a golden file: its photographs, geometric draws and orders, no photometric step. View 1 goes through the product's own
/// view maker, view 2 is given as bytes.
/// </summary>
internal sealed class GivenEpochInput : EpochInput
{
    private readonly ViewSettings settings;
    private readonly byte[] base1;
    private readonly byte[] view2;
    private readonly int[] order;
    private readonly GeometricDraw[] draws;

    public GivenEpochInput(GoldenFile golden, string basePhotographs, IReadOnlyList<long> order, IReadOnlyList<long> trainingOrder)
    {
        base1 = golden.Bytes(basePhotographs);
        view2 = golden.Bytes("view2_u8");
        settings = new ViewSettings((int)golden.Shape(basePhotographs)[1], (int)golden.Shape("view2_u8")[1])
        {
            Photometric = new PhotometricSettings { Probability = 0, BlurProbability = 0 },
        };
        this.order = [.. order.Select(image => (int)image)];
        TrainingOrder = trainingOrder.Select(image => Array.IndexOf(this.order, (int)image)).ToArray();
        var flips = golden.Float64("hflip_p_f64");
        var scales = golden.Float64("rscale_f64");
        var positions = golden.Float64("rcrop_f64");
        draws = [.. flips.Select((flip, n) => new GeometricDraw(flip, 1, scales[n], positions[2 * n], positions[(2 * n) + 1]))];
    }

    public ViewSettings Settings => settings;

    public override int Count => order.Length;

    public override ReadOnlyMemory<int> TrainingOrder { get; }

    public override Tensor View1(ReadOnlySpan<int> positions, bool training)
    {
        var maker = new ViewMaker(settings);
        var length = settings.Resolution * settings.Resolution * 3;
        var photographs = positions.ToArray();
        return FeatureMaps.Input(positions.Length, settings.Resolution, target =>
        {
            for (var n = 0; n < photographs.Length; n++)
            {
                var image = order[photographs[n]];
                maker.View1(Photograph(base1, settings.BaseResolution, image), new ViewDraws(default, default, draws[image]), true, target.Slice(n * length, length));
            }
        });
    }

    public override Tensor View2(ReadOnlySpan<int> positions)
    {
        var bytes = new List<byte>();
        foreach (var position in positions)
        {
            bytes.AddRange(Photograph(view2, settings.Resolution, order[position]));
        }

        return FeatureMaps.Input(positions.Length, settings.Resolution, bytes.ToArray());
    }

    public override MapPlacement[] Placements(ReadOnlySpan<int> positions) =>
        [.. positions.ToArray().Select(position => draws[order[position]].Place(settings.FeatureSide, settings.FeatureSide, settings.Geometric))];

    private static ReadOnlySpan<byte> Photograph(byte[] all, int side, int image) => all.AsSpan(image * side * side * 3, side * side * 3);
}
