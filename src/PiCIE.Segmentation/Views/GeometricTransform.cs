using System.Numerics;
using System.Runtime.CompilerServices;
using PiCIE.Segmentation.Lanes;

namespace PiCIE.Segmentation.Views;

/// <summary>
/// Transforms float maps in channels-last memory geometrically (science.md 1.3.3): cut the window, resize it bilinearly without
/// anti-aliasing, mirror it. The transform is linear, and its transpose carries gradients back.
/// </summary>
public static unsafe class GeometricTransform
{
    /// <summary>Transforms one map [S, S, C] to [T, T, C].</summary>
    /// <param name="source">S·S·C numbers.</param>
    /// <param name="side">S, pixels.</param>
    /// <param name="channels">C.</param>
    /// <param name="placement">Window and mirroring.</param>
    /// <param name="target">T·T·C numbers; receives the result.</param>
    /// <param name="targetSide">T, pixels.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the window lies outside the map.</exception>
    public static void Apply(
        ReadOnlySpan<float> source, int side, int channels, MapPlacement placement, Span<float> target, int targetSide)
    {
        CheckLengths(source.Length, side, target.Length, targetSide, channels, 1);
        CheckWindow(placement.Window, side);
        fixed (float* from = source, to = target)
        {
            Gather(from, side, channels, placement, to, targetSide);
        }
    }

    /// <summary>
    /// Carries the gradient [T, T, C] of the result back to the source [S, S, C] by the transposed transform of one map.
    /// </summary>
    /// <param name="gradient">T·T·C numbers.</param>
    /// <param name="targetSide">T, pixels.</param>
    /// <param name="channels">C.</param>
    /// <param name="placement">Window and mirroring of the transform itself.</param>
    /// <param name="sourceGradient">S·S·C numbers; overwritten.</param>
    /// <param name="side">S, pixels.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the window lies outside the map.</exception>
    public static void ApplyTransposed(
        ReadOnlySpan<float> gradient, int targetSide, int channels, MapPlacement placement, Span<float> sourceGradient, int side)
    {
        CheckLengths(sourceGradient.Length, side, gradient.Length, targetSide, channels, 1);
        CheckWindow(placement.Window, side);
        fixed (float* from = gradient, to = sourceGradient)
        {
            Scatter(from, targetSide, channels, placement, to, side);
        }
    }

    /// <summary>Transforms a batch [N, S, S, C] to [N, T, T, C], map n by placement n.</summary>
    /// <param name="source">N·S·S·C numbers.</param>
    /// <param name="side">S, pixels.</param>
    /// <param name="channels">C.</param>
    /// <param name="placements">Window and mirroring of each map.</param>
    /// <param name="target">N·T·T·C numbers; receives the result.</param>
    /// <param name="targetSide">T, pixels.</param>
    /// <param name="threads">Maps worked on at once.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a window lies outside its map.</exception>
    public static void ApplyBatch(
        ReadOnlySpan<float> source, int side, int channels, IReadOnlyList<MapPlacement> placements, Span<float> target, int targetSide, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(placements);
        CheckLengths(source.Length, side, target.Length, targetSide, channels, placements.Count);
        CheckWindows(placements, side);
        fixed (float* from = source, to = target)
        {
            (nint sourceStart, nint targetStart) = ((nint)from, (nint)to);
            long sourceMap = (long)side * side * channels, targetMap = (long)targetSide * targetSide * channels;
            ForEach(placements.Count, threads, n =>
                Gather((float*)sourceStart + (n * sourceMap), side, channels, placements[n], (float*)targetStart + (n * targetMap), targetSide));
        }
    }

    /// <summary>Carries the gradients of a batch back by the transposed transform: from [N, T, T, C] to [N, S, S, C].</summary>
    /// <param name="gradient">N·T·T·C numbers.</param>
    /// <param name="targetSide">T, pixels.</param>
    /// <param name="channels">C.</param>
    /// <param name="placements">Window and mirroring of each map.</param>
    /// <param name="sourceGradient">N·S·S·C numbers; overwritten.</param>
    /// <param name="side">S, pixels.</param>
    /// <param name="threads">Maps worked on at once.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a window lies outside its map.</exception>
    public static void ApplyTransposedBatch(
        ReadOnlySpan<float> gradient, int targetSide, int channels, IReadOnlyList<MapPlacement> placements, Span<float> sourceGradient, int side, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(placements);
        CheckLengths(sourceGradient.Length, side, gradient.Length, targetSide, channels, placements.Count);
        CheckWindows(placements, side);
        fixed (float* from = gradient, to = sourceGradient)
        {
            (nint gradientStart, nint sourceStart) = ((nint)from, (nint)to);
            long sourceMap = (long)side * side * channels, targetMap = (long)targetSide * targetSide * channels;
            ForEach(placements.Count, threads, n =>
                Scatter((float*)gradientStart + (n * targetMap), targetSide, channels, placements[n], (float*)sourceStart + (n * sourceMap), side));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Gather(float* source, int side, int channels, MapPlacement placement, float* target, int targetSide)
    {
        CropWindow window = placement.Window;
        AxisTap[] rows = AxisTap.Bilinear(window.Row, window.Side, targetSide, placement.FlipRows);
        AxisTap[] columns = AxisTap.Bilinear(window.Column, window.Side, targetSide, placement.FlipColumns);
        long stride = (long)side * channels;
        foreach (AxisTap row in rows)
        {
            float* above = source + (row.Low * stride), below = source + (row.High * stride);
            float top = 1 - row.Weight, bottom = row.Weight;
            foreach (AxisTap column in columns)
            {
                long left = (long)column.Low * channels, right = (long)column.High * channels;
                float near = 1 - column.Weight, far = column.Weight;
                int c = 0;
                for (; c <= channels - Vector<float>.Count; c += Vector<float>.Count)
                {
                    Vector<float> upper = (Vector.Load(above + left + c) * near) + (Vector.Load(above + right + c) * far);
                    Vector<float> lower = (Vector.Load(below + left + c) * near) + (Vector.Load(below + right + c) * far);
                    Vector.Store((upper * top) + (lower * bottom), target + c);
                }

                for (; c < channels; c++)
                {
                    target[c] = (top * ((near * above[left + c]) + (far * above[right + c])))
                        + (bottom * ((near * below[left + c]) + (far * below[right + c])));
                }

                target += channels;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(float* gradient, int targetSide, int channels, MapPlacement placement, float* source, int side)
    {
        long stride = (long)side * channels;
        for (long left = stride * side, from = 0; left > 0; left -= int.MaxValue, from += int.MaxValue)
        {
            new Span<float>(source + from, (int)Math.Min(left, int.MaxValue)).Clear();
        }

        CropWindow window = placement.Window;
        AxisTap[] rows = AxisTap.Bilinear(window.Row, window.Side, targetSide, placement.FlipRows);
        AxisTap[] columns = AxisTap.Bilinear(window.Column, window.Side, targetSide, placement.FlipColumns);
        foreach (AxisTap row in rows)
        {
            float* above = source + (row.Low * stride), below = source + (row.High * stride);
            foreach (AxisTap column in columns)
            {
                long left = (long)column.Low * channels, right = (long)column.High * channels;
                Add(gradient, channels, (1 - row.Weight) * (1 - column.Weight), above + left);
                Add(gradient, channels, (1 - row.Weight) * column.Weight, above + right);
                Add(gradient, channels, row.Weight * (1 - column.Weight), below + left);
                Add(gradient, channels, row.Weight * column.Weight, below + right);
                gradient += channels;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* values, int channels, float factor, float* sums)
    {
        if (factor == 0)
        {
            return;
        }

        int c = 0;
        for (; c <= channels - Vector<float>.Count; c += Vector<float>.Count)
        {
            Vector.Store(Vector.Load(sums + c) + (Vector.Load(values + c) * factor), sums + c);
        }

        for (; c < channels; c++)
        {
            sums[c] += factor * values[c];
        }
    }

    private static void ForEach(int count, int threads, Action<int> work) => CoreTeam.Run(count, threads, 1, (_, from, to) =>
    {
        for (int n = (int)from; n < to; n++)
        {
            work(n);
        }
    });

    private static void CheckLengths(int source, int side, int target, int targetSide, int channels, int count)
    {
        if (source != (long)count * side * side * channels || target != (long)count * targetSide * targetSide * channels)
        {
            throw new ArgumentException(
                $"Expected {count} maps of {side}×{side}×{channels} and {targetSide}×{targetSide}×{channels}, got {source} and {target} values.");
        }
    }

    private static void CheckWindows(IReadOnlyList<MapPlacement> placements, int side)
    {
        foreach (MapPlacement placement in placements)
        {
            CheckWindow(placement.Window, side);
        }
    }

    private static void CheckWindow(CropWindow window, int side)
    {
        if (window.Side < 1 || window.Row < 0 || window.Column < 0 || window.Row + window.Side > side || window.Column + window.Side > side)
        {
            throw new ArgumentException($"The window {window} lies outside a map of side {side}.");
        }
    }
}
