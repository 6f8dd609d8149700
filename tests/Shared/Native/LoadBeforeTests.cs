using System.Runtime.CompilerServices;
using PiCIE.Segmentation.Native;

namespace PiCIE.Tests.Native;

/// <summary>A test may touch TorchSharp before anything of the product, in whatever order tests run: the product's loader must have run by then.</summary>
internal static class LoadBeforeTests
{
#pragma warning disable CA2255 // The test program is where this belongs.
    [ModuleInitializer]
    internal static void Initialise() => RuntimeHelpers.RunModuleConstructor(typeof(TorchRuntime).Module.ModuleHandle);
#pragma warning restore CA2255
}
