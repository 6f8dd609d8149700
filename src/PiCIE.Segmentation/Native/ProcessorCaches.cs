using System.Runtime.Intrinsics.X86;

namespace PiCIE.Segmentation.Native;

/// <summary>
/// Tells whether this processor describes its caches. Some virtual machines hide the description (CPUID leaves 4 and 8000001D are empty).
/// The newest convolutions of libtorch choose their blocks by it: without it they divide by zero, or give wrong features
/// (docs/decisions/0026-limit-convolutions-where-caches-are-hidden.md).
/// </summary>
internal static class ProcessorCaches
{
    private const int MostExtended = unchecked((int)0x80000000);
    private const int IntelCaches = 4;
    private const int AmdCaches = unchecked((int)0x8000001D);
    private const int KindOfCache = 0x1F;

    /// <summary>Whether the processor describes at least one cache; true where it is no x86 processor.</summary>
    public static bool AreDescribed { get; } = !X86Base.IsSupported || AreDescribedBy(X86Base.CpuId);

    /// <summary>Whether at least one cache is described.</summary>
    /// <param name="cpuId">Returns the registers of a leaf and its part.</param>
    public static bool AreDescribedBy(Func<int, int, (int Eax, int Ebx, int Ecx, int Edx)> cpuId) =>
        Describes(cpuId, 0, IntelCaches) || Describes(cpuId, MostExtended, AmdCaches);

    private static bool Describes(Func<int, int, (int Eax, int Ebx, int Ecx, int Edx)> cpuId, int first, int leaf) =>
        (uint)cpuId(first, 0).Eax >= (uint)leaf && (cpuId(leaf, 0).Eax & KindOfCache) != 0;
}
