using System.Diagnostics;
using System.Runtime.Intrinsics;
using PiCIE.Segmentation.Lanes;
using PiCIE.Segmentation.Views.Kernels;

namespace PiCIE.Segmentation.Views;

/// <summary>
/// Transforms 8-bit photographs of one size photometrically, equal to Pillow to the last bit (science.md 1.3.2, A.3-A.5). It works on colour
/// planes and holds scratch memory, so each thread has an instance of its own.
/// </summary>
public sealed unsafe class PhotometricTransform
{
    private readonly int _width;
    private readonly int _height;
    private readonly KernelWidth _kernels;
    private readonly ColourPlanes _planes;
    private readonly byte[] _scratch;

    /// <summary>Prepares scratch memory for photographs of a size.</summary>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public PhotometricTransform(int width, int height)
        : this(width, height, Vector512.IsHardwareAccelerated ? KernelWidth.Lanes512 : Vector256.IsHardwareAccelerated ? KernelWidth.Lanes256 : KernelWidth.Scalar)
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
    /// <param name="photograph">H·W·3 bytes.</param>
    /// <param name="steps">Steps to take.</param>
    /// <param name="target">H·W·3 bytes; receives the result.</param>
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
        ColourSteps colours = KernelSteps(steps);
        if (colours.Contrast)
        {
            long sum = _kernels switch
            {
                KernelWidth.Scalar => ColourScalars.GreySum(_planes, colours),
                KernelWidth.Lanes256 => ColourVectors<Lanes256>.GreySum(_planes, colours),
                KernelWidth.Lanes512 => ColourVectors<Lanes512>.GreySum(_planes, colours),
                _ => throw new UnreachableException($"There are no colour kernels of width {_kernels}."),
            };
            colours = colours with { Degenerate = (int)(((double)sum / _planes.Count) + 0.5) };
        }

        if (!colours.Any)
        {
            return;
        }

        switch (_kernels)
        {
            case KernelWidth.Scalar:
                ColourScalars.Apply(_planes, colours);
                break;
            case KernelWidth.Lanes256:
                ColourVectors<Lanes256>.Apply(_planes, colours);
                break;
            case KernelWidth.Lanes512:
                ColourVectors<Lanes512>.Apply(_planes, colours);
                break;
            default:
                throw new UnreachableException($"There are no colour kernels of width {_kernels}.");
        }
    }

    private static ColourSteps KernelSteps(in PhotometricSteps steps) => new()
    {
        Brightness = steps.Brightness.HasValue,
        BrightnessFactor = (float)(steps.Brightness ?? 1),
        Contrast = steps.Contrast.HasValue,
        ContrastFactor = (float)(steps.Contrast ?? 1),
        Saturation = steps.Saturation.HasValue,
        SaturationFactor = (float)(steps.Saturation ?? 1),
        Hue = steps.HueShift.HasValue,
        HueOffset = ColourArithmetic.HueOffset(steps.HueShift ?? 0),
        Grey = steps.Grey,
    };

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
