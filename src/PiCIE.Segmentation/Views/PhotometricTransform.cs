using System.Runtime.Intrinsics;

namespace PiCIE.Segmentation.Views;

/// <summary>
/// The photometric transform on 8-bit photographs of one size, equal to Pillow's to the last bit (science.md 1.3.2, A.3-A.5). Works on
/// colour planes; holds scratch memory: one instance a thread.
/// </summary>
public sealed unsafe class PhotometricTransform
{
    private readonly int _width;
    private readonly int _height;
    private readonly KernelWidth _kernels;
    private readonly ColourPlanes _planes;
    private readonly byte[] _scratch;

    /// <summary>Prepares scratch memory for photographs of a size.</summary>
    public PhotometricTransform(int width, int height)
        : this(width, height, Vector512.IsHardwareAccelerated ? KernelWidth.Lanes16 : Vector256.IsHardwareAccelerated ? KernelWidth.Lanes8 : KernelWidth.Scalar)
    {
    }

    internal PhotometricTransform(int width, int height, KernelWidth kernels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (_width, _height, _kernels) = (width, height, kernels);
        _planes = new ColourPlanes(width * height);
        _scratch = GC.AllocateArray<byte>(_planes.Stride, pinned: true);
    }

    /// <summary>Applies the steps in their order; <paramref name="photograph"/> and <paramref name="target"/> are RGB bytes [H, W, 3].</summary>
    /// <exception cref="ArgumentException">A length does not fit the size.</exception>
    public void Apply(ReadOnlySpan<byte> photograph, in PhotometricSteps steps, Span<byte> target)
    {
        if (photograph.Length != 3 * _width * _height || target.Length != photograph.Length)
        {
            throw new ArgumentException($"A photograph of {_width}×{_height} has {3 * _width * _height} bytes, not {photograph.Length} and {target.Length}.");
        }

        if (steps == default)
        {
            photograph.CopyTo(target);
            return;
        }

        _planes.Split(photograph);
        Colours(steps);
        if (steps.BlurSigma is { } sigma && BoxBlur.Of(sigma) is { } box)
        {
            Blur(box);
        }

        _planes.Join(target);
    }

    private void Colours(in PhotometricSteps steps)
    {
        ColourSteps colours = new(steps);
        if (colours.Contrast)
        {
            long sum = _kernels switch
            {
                KernelWidth.Lanes16 => ColourVectors<Lanes16>.GreySum(_planes, colours),
                KernelWidth.Lanes8 => ColourVectors<Lanes8>.GreySum(_planes, colours),
                _ => ColourScalars.GreySum(_planes, colours),
            };
            colours = colours with { Degenerate = (int)(((double)sum / _planes.Count) + 0.5) };
        }

        if (!colours.Any)
        {
            return;
        }

        switch (_kernels)
        {
            case KernelWidth.Lanes16:
                ColourVectors<Lanes16>.Apply(_planes, colours);
                break;
            case KernelWidth.Lanes8:
                ColourVectors<Lanes8>.Apply(_planes, colours);
                break;
            default:
                ColourScalars.Apply(_planes, colours);
                break;
        }
    }

    private void Blur(BoxBlur box)
    {
        for (int plane = 0; plane < 3; plane++)
        {
            if (_kernels != KernelWidth.Scalar && box.Reach <= BlurVectors.MaxReach)
            {
                BlurVectors.Apply(_planes[plane], _scratch, _width, _height, box);
            }
            else
            {
                BlurScalars.Apply(_planes[plane], _width, _height, box);
            }
        }
    }
}
