using System.Collections.Concurrent;
using PiCIE.Segmentation.Packs;

namespace PiCIE.Segmentation.Views;

/// <summary>
/// Makes the views of one epoch from a base pack, on several threads. A view is a function of (seed, epoch, photograph) alone, so
/// clustering, labelling and training may share it or make it again.
/// </summary>
public sealed class EpochViews
{
    private readonly PackReader _pack;
    private readonly ViewSettings _settings;
    private readonly long _seed;
    private readonly long _epoch;
    private readonly int _threads;

    // Their scratch memory is kept: a batch whose views are made within a training step allocates next to nothing (QuietCollector).
    private readonly ConcurrentBag<ViewMaker> _idleMakers = [];

    /// <summary>Prepares the views of an epoch.</summary>
    /// <param name="pack">Base pack of the photographs.</param>
    /// <param name="settings">Sizes and transforms.</param>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <param name="threads">Photographs worked on at once.</param>
    /// <exception cref="UnfitSettingException">The pack's photographs are not of the settings' base resolution.</exception>
    public EpochViews(PackReader pack, ViewSettings settings, long seed, long epoch, int threads)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(settings);
        if (pack.Format.Width != settings.BaseResolution || pack.Format.Height != settings.BaseResolution || pack.Format.Channels != 3)
        {
            throw new UnfitSettingException(
                $"{pack.Path} holds {pack.Format.Width}×{pack.Format.Height}×{pack.Format.Channels} records; training needs photographs of {settings.BaseResolution}×{settings.BaseResolution}×3.");
        }

        (_pack, _settings, _seed, _epoch, _threads) = (pack, settings, seed, epoch, Math.Max(threads, 1));
    }

    /// <summary>Draws for a photograph in this epoch.</summary>
    /// <param name="image">Index of the photograph in its split.</param>
    public ViewDraws Draws(int image) => ViewDraws.For(_seed, _epoch, image, _settings);

    /// <summary>Gives the geometric transform of a photograph's feature map in view 2, side T/4 to T/4.</summary>
    /// <param name="image">Index of the photograph in its split.</param>
    public MapPlacement FeaturePlacement(int image) =>
        Draws(image).Geometric.Place(_settings.FeatureSide, _settings.FeatureSide, _settings.Geometric);

    /// <summary>
    /// Makes view 1 of the photographs <paramref name="images"/> (indices in the split): photometric transform, geometric transform,
    /// normalised network input [N, T, T, 3].
    /// </summary>
    /// <param name="images">Indices in the split, in the order in which they shall stand in <paramref name="target"/>.</param>
    /// <param name="photometric">Whether the photometric transform is applied; false only where <see cref="PhotometricSettings.View1InTraining"/> is off.</param>
    /// <param name="target">N·T·T·3 floats.</param>
    /// <param name="cancel">Checked at each photograph.</param>
    /// <exception cref="ArgumentException"><paramref name="target"/> has another length.</exception>
    /// <exception cref="OperationCanceledException">The making was canceled.</exception>
    public void View1(ReadOnlySpan<int> images, bool photometric, Span<float> target, CancellationToken cancel = default) =>
        Make(images, target, (maker, image, view) => maker.View1(_pack.Record(image), Draws(image), photometric, view), cancel);

    /// <summary>
    /// Makes view 2 of the photographs: photometric transform, reduced to T; bytes [N, T, T, 3], to be normalised with
    /// <see cref="Normalisation"/>.
    /// </summary>
    /// <param name="images">Indices in the split, in the order in which they shall stand in <paramref name="target"/>.</param>
    /// <param name="target">N·T·T·3 bytes.</param>
    /// <param name="cancel">Checked at each photograph.</param>
    /// <exception cref="ArgumentException"><paramref name="target"/> has another length.</exception>
    /// <exception cref="OperationCanceledException">The making was canceled.</exception>
    public void View2(ReadOnlySpan<int> images, Span<byte> target, CancellationToken cancel = default) =>
        Make(images, target, (maker, image, view) => maker.View2(_pack.Record(image), Draws(image), view), cancel);

    private delegate void MakeOne<T>(ViewMaker maker, int image, Span<T> view);

    private unsafe void Make<T>(ReadOnlySpan<int> images, Span<T> target, MakeOne<T> make, CancellationToken cancel)
        where T : unmanaged
    {
        int length = _settings.Resolution * _settings.Resolution * 3;
        if (target.Length != (long)images.Length * length)
        {
            throw new ArgumentException($"{images.Length} views have {(long)images.Length * length} values, not {target.Length}.", nameof(target));
        }

        fixed (T* start = target)
        {
            nint address = (nint)start;
            int[] order = images.ToArray();
            ParallelOptions options = new() { MaxDegreeOfParallelism = _threads, CancellationToken = cancel };
            Parallel.For(0, order.Length, options, () => _idleMakers.TryTake(out ViewMaker? idle) ? idle : new ViewMaker(_settings), (n, _, maker) =>
            {
                make(maker, order[n], new Span<T>((T*)address + ((long)n * length), length));
                return maker;
            }, _idleMakers.Add);
        }
    }
}
