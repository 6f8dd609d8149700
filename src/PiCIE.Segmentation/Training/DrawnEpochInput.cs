using System.Buffers;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Randomness;
using PiCIE.Segmentation.Views;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Training;

/// <summary>
/// Makes the views of an epoch of a real training, drawn by counter. They are made once and kept where they fit the budget; a view that does not
/// is made again for each pass, with the same result.
/// </summary>
internal sealed class DrawnEpochInput : EpochInput
{
    private const int PhotographsAtOnce = 64;
    private readonly EpochViews _views;
    private readonly TrainingOptions _options;
    private readonly int[] _order;
    private readonly int _length;
    private readonly bool _trainsOnPlainView1;
    private readonly KeptViews<float>? _view1;
    private readonly KeptViews<byte>? _view2;

    /// <summary>Draws the epoch and makes the views that are kept.</summary>
    /// <param name="photographs">All photographs.</param>
    /// <param name="options">Seed, sizes and transforms of the training.</param>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <param name="threads">Photographs worked on at once.</param>
    /// <param name="stillWorking">Called each time that the kept views of some more photographs are made.</param>
    /// <param name="stop">Looked at for each photograph.</param>
    /// <exception cref="OperationCanceledException">The training was stopped.</exception>
    public DrawnEpochInput(
        TrainingPhotographs photographs, TrainingOptions options, int epoch, int threads, Action stillWorking, CancellationToken stop)
    {
        _options = options;
        _order = EpochOrder.Permutation(options.Seed, epoch, photographs.Count);
        TrainingOrder = EpochOrder.TrainingOrder(options.Seed, epoch, photographs.Count);
        _views = new EpochViews(photographs.Pack, options.Views, options.Seed, epoch, threads);
        _length = options.Views.Resolution * options.Views.Resolution * 3;
        _trainsOnPlainView1 = !options.Views.Photometric.View1InTraining;
        long bytes2 = (long)_length * Count, bytes1 = bytes2 * sizeof(float);
        if (bytes2 <= options.ViewMemoryBytes)
        {
            _view2 = new KeptViews<byte>(Count, _length);
            Make(stillWorking, (from, images) => _views.View2(images, _view2.Stretch(from, images.Length), stop));
        }

        if (bytes1 + bytes2 <= options.ViewMemoryBytes)
        {
            _view1 = new KeptViews<float>(Count, _length);
            Make(stillWorking, (from, images) => _views.View1(images, photometric: true, _view1.Stretch(from, images.Length), stop));
        }
    }

    /// <inheritdoc/>
    public override int Count => _order.Length;

    /// <inheritdoc/>
    public override ReadOnlyMemory<int> TrainingOrder { get; }

    /// <inheritdoc/>
    public override Tensor View1(ReadOnlySpan<int> positions, bool training)
    {
        int[] wanted = positions.ToArray();
        bool plain = training && _trainsOnPlainView1;
        return FeatureMaps.Input(wanted.Length, _options.Views.Resolution, target =>
        {
            if (_view1 is not null && !plain)
            {
                _view1.Copy(wanted, target);
            }
            else
            {
                _views.View1(Photographs(wanted), photometric: !plain, target);
            }
        });
    }

    /// <inheritdoc/>
    public override Tensor View2(ReadOnlySpan<int> positions)
    {
        // One array for all batches of all epochs: a new one would end the stretch without garbage collection around a step, or find no memory inside it.
        byte[] scratch = ArrayPool<byte>.Shared.Rent(positions.Length * _length);
        try
        {
            Span<byte> bytes = scratch.AsSpan(0, positions.Length * _length);
            if (_view2 is not null)
            {
                _view2.Copy(positions, bytes);
            }
            else
            {
                _views.View2(Photographs(positions), bytes);
            }

            return FeatureMaps.Input(positions.Length, _options.Views.Resolution, bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    /// <inheritdoc/>
    public override MapPlacement[] Placements(ReadOnlySpan<int> positions) => [.. Photographs(positions).Select(_views.FeaturePlacement)];

    /// <inheritdoc/>
    public override void Dispose()
    {
        _view1?.Dispose();
        _view2?.Dispose();
    }

    private int[] Photographs(ReadOnlySpan<int> positions)
    {
        int[] photographs = new int[positions.Length];
        for (int n = 0; n < photographs.Length; n++)
        {
            photographs[n] = _order[positions[n]];
        }

        return photographs;
    }

    private void Make(Action stillWorking, Action<int, int[]> make)
    {
        for (int from = 0; from < Count; from += PhotographsAtOnce)
        {
            make(from, _order[from..Math.Min(from + PhotographsAtOnce, Count)]);
            stillWorking();
        }
    }
}
