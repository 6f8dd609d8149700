using System.Numerics;
using System.Runtime.Intrinsics;
using PiCIE.Experiments.Tools;
using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Native;
using PiCIE.Segmentation.Networks;
using TorchSharp;

namespace PiCIE.Stages.Tools;

/// <summary>Tries on this machine what the stages need of it: the tensor library, one network pass, the image codecs.</summary>
internal static class DoctorTool
{
    /// <summary>Returns the result of each check; a failed check is an answer, not a failure of the tool.</summary>
    public static DoctorOutput Run(StageContext context)
    {
        DoctorCheck library = Check("tensor library", () => $"libtorch {TorchRuntime.Version} loads");
        DoctorCheck[] checks =
        [
            library,
            Check("network pass", RunNetwork),
            Check("convolutions", ConvolutionCheck.Run),
            Check("photograph codec", () => RoundTrip(context.Output("doctor.png"))),
            Check("device", () => TorchRuntime.HasCuda ? "a CUDA device is there" : "no CUDA device: stages run on the processor"),
        ];
        return new DoctorOutput(library.Fine ? TorchRuntime.Version : null, context.Order.Threads, Simd(), checks);
    }

    private static DoctorCheck Check(string name, Func<string> attempt)
    {
        try
        {
            return new DoctorCheck(name, true, attempt());
        }
#pragma warning disable CA1031 // Whatever goes wrong is the answer that this tool is asked for.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return new DoctorCheck(name, false, error.GetBaseException().Message);
        }
    }

    private static string RunNetwork()
    {
        using SegmentationNetwork network = new(new BackboneDescription("resnet18", 0.125), seed: 1);
        network.eval();
        using IDisposable noGradient = torch.no_grad();
        using torch.Tensor image = torch.zeros(1, 3, 64, 64);
        using torch.Tensor features = network.forward(image);
        return $"64 × 64 pixels give {features.shape[2]} × {features.shape[3]} features of {features.shape[1]} channels";
    }

    private static string RoundTrip(string path)
    {
        byte[] pixels = [.. Enumerable.Range(0, 8 * 8 * 3).Select(value => (byte)value)];
        PngFile.WriteRgb(path, new RgbImage(8, 8, pixels));
        RgbImage read = PhotographFile.Read(path);
        File.Delete(path);
        return read.Pixels.AsSpan().SequenceEqual(pixels) ? "a picture is written and read back unchanged" : throw new InvalidDataException("a picture read back differs from what was written");
    }

    private static string Simd() =>
        Vector512.IsHardwareAccelerated ? "512 bit" : Vector256.IsHardwareAccelerated ? "256 bit" : Vector.IsHardwareAccelerated ? "128 bit" : "none";
}
