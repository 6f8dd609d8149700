using System.Collections.Concurrent;
using PiCIE.Segmentation.Views;
using static TorchSharp.torch;

namespace PiCIE.Benchmarks.ToyStart;

/// <summary>Batches of swatches, drawn by a thread of their own ahead of the training.</summary>
internal sealed class SwatchBatches : IDisposable
{
    private readonly BlockingCollection<(float[] Pixels, long[] Labels)> _ready = new(boundedCapacity: 4);
    private readonly Task _drawing;

    public SwatchBatches(long seed, long first, int batches, int batchSize, int side)
    {
        Shape = [batchSize, side, side, 3];
        _drawing = Task.Run(() =>
        {
            for (int batch = 0; batch < batches; batch++)
            {
                _ready.Add(DrawBatch(seed, first + ((long)batch * batchSize), batchSize, side));
            }

            _ready.CompleteAdding();
        });
    }

    private long[] Shape { get; }

    /// <summary>The batches in order: normalised pictures [N, 3, H, W], channels-last, and labels [N]. The receiver disposes both.</summary>
    public IEnumerable<(Tensor Pixels, Tensor Labels)> Take()
    {
        foreach ((float[]? pixels, long[]? labels) in _ready.GetConsumingEnumerable())
        {
            using Tensor rows = tensor(pixels, Shape);
            yield return (rows.permute(0, 3, 1, 2), tensor(labels));
        }
    }

    public void Dispose()
    {
        _drawing.Wait();
        _ready.Dispose();
    }

    private static (float[] Pixels, long[] Labels) DrawBatch(long seed, long first, int batchSize, int side)
    {
        byte[] bytes = new byte[side * side * 3];
        float[] pixels = new float[batchSize * bytes.Length];
        long[] labels = new long[batchSize];
        for (int index = 0; index < batchSize; index++)
        {
            labels[index] = Swatch.Draw(seed, first + index, side, bytes);
            Normalisation.Apply(bytes, pixels.AsSpan(index * bytes.Length, bytes.Length));
        }

        return (pixels, labels);
    }
}
