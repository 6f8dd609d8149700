using PiCIE.Segmentation.Networks;
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
    private readonly ViewSettings _settings;
    private readonly byte[] _base1;
    private readonly byte[] _view2;
    private readonly int[] _order;
    private readonly GeometricDraw[] _draws;

    public GivenEpochInput(GoldenFile golden, string basePhotographs, IReadOnlyList<long> order, IReadOnlyList<long> trainingOrder)
    {
        _base1 = golden.Bytes(basePhotographs);
        _view2 = golden.Bytes("view2_u8");
        _settings = new ViewSettings((int)golden.Shape(basePhotographs)[1], (int)golden.Shape("view2_u8")[1])
        {
            Photometric = new PhotometricSettings { Probability = 0, BlurProbability = 0 },
        };
        _order = [.. order.Select(image => (int)image)];
        TrainingOrder = trainingOrder.Select(image => Array.IndexOf(_order, (int)image)).ToArray();
        double[] flips = golden.Float64("hflip_p_f64");
        double[] scales = golden.Float64("rscale_f64");
        double[] positions = golden.Float64("rcrop_f64");
        _draws = [.. flips.Select((flip, n) => new GeometricDraw(flip, 1, scales[n], positions[2 * n], positions[(2 * n) + 1]))];
    }

    public ViewSettings Settings => _settings;

    public override int Count => _order.Length;

    public override ReadOnlyMemory<int> TrainingOrder { get; }

    public override Tensor View1(ReadOnlySpan<int> positions, bool training)
    {
        ViewMaker maker = new(_settings);
        int length = _settings.Resolution * _settings.Resolution * 3;
        int[] photographs = positions.ToArray();
        return FeatureMaps.Input(positions.Length, _settings.Resolution, target =>
        {
            for (int n = 0; n < photographs.Length; n++)
            {
                int image = _order[photographs[n]];
                maker.View1(Photograph(_base1, _settings.BaseResolution, image), new ViewDraws(default, default, _draws[image]), true, target.Slice(n * length, length));
            }
        });
    }

    public override Tensor View2(ReadOnlySpan<int> positions)
    {
        List<byte> bytes = new();
        foreach (int position in positions)
        {
            bytes.AddRange(Photograph(_view2, _settings.Resolution, _order[position]));
        }

        return FeatureMaps.Input(positions.Length, _settings.Resolution, bytes.ToArray());
    }

    public override MapPlacement[] Placements(ReadOnlySpan<int> positions) =>
        [.. positions.ToArray().Select(position => _draws[_order[position]].Place(_settings.FeatureSide, _settings.FeatureSide, _settings.Geometric))];

    private static ReadOnlySpan<byte> Photograph(byte[] all, int side, int image) => all.AsSpan(image * side * side * 3, side * side * 3);
}
