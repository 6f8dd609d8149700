using System.Runtime.InteropServices;

namespace PiCIE.Segmentation.Native;

/// <summary>Calls the few functions of glibc that decide how fast and how large libtorch is.</summary>
internal static partial class SystemLibrary
{
    /// <summary>The variable by which a person limits the kernels of oneDNN.</summary>
    public const string ConvolutionLimit = "ONEDNN_MAX_CPU_ISA";

    private const string Glibc = "libc.so.6";
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;

    /// <summary>
    /// Keeps freed tensors in the process: with glibc's defaults each large tensor is mapped and unmapped anew, and an epoch takes half as
    /// long again. It does nothing where the C library is not glibc.
    /// </summary>
    public static void KeepFreedMemory()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        try
        {
            _ = Mallopt(MmapThreshold, 1 << 30);
            _ = Mallopt(TrimThreshold, 2_000_000_000);
        }
        catch (Exception unavailable) when (unavailable is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library has no such setting; libtorch works without it.
        }
    }

    /// <summary>
    /// Lets OpenMP's waiting threads sleep instead of spinning, unless the person has chosen otherwise: two trainings on the same cores are
    /// several times faster so.
    /// </summary>
    public static void LetWaitingThreadsSleep() => SetUnlessSet("OMP_WAIT_POLICY", "PASSIVE");

    /// <summary>
    /// Keeps oneDNN from kernels above AVX, unless the person has chosen otherwise. For processors that hide their caches
    /// (<see cref="ProcessorCaches"/>); it takes about twice as long.
    /// </summary>
    public static void LimitConvolutions() => SetUnlessSet(ConvolutionLimit, "AVX");

    /// <summary>
    /// Keeps oneDNN from AVX-512, unless the person has chosen otherwise: with 8 channels its kernels write past the end of large maps (decision 0034). It counts from the first convolution
    /// of a process on, so it is called before that.
    /// </summary>
    public static void LimitNarrowConvolutions() => SetUnlessSet(ConvolutionLimit, "AVX2");

    /// <summary>Gives freed memory back to the system; returns false where that is not possible or nothing was given back.</summary>
    public static bool Trim()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }
        try
        {
            return MallocTrim(0) != 0;
        }
        catch (Exception unavailable) when (unavailable is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <summary>
    /// Sets an environment variable for native code, which does not see .NET's own environment. It does nothing where the C library is not
    /// glibc: libtorch is slower there, and the doctor compares a convolution with a plain sum.
    /// </summary>
    private static void SetUnlessSet(string name, string value)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        try
        {
            _ = Setenv(name, value, 0);
        }
        catch (Exception unavailable) when (unavailable is DllNotFoundException or EntryPointNotFoundException)
        {
            // Said above.
        }
    }

    [LibraryImport(Glibc, EntryPoint = "mallopt")]
    private static partial int Mallopt(int parameter, int value);

    [LibraryImport(Glibc, EntryPoint = "malloc_trim")]
    private static partial int MallocTrim(nuint pad);

    [LibraryImport(Glibc, EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Setenv(string name, string value, int overwrite);
}
