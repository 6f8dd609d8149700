using System.Runtime.CompilerServices;
using PiCIE.Segmentation.Native;

namespace PiCIE.Stages.Tests;

/// <summary>Loads libtorch before any test: an order that is carried out in this process may leave it out, and the next test wants tensors.</summary>
internal static class TensorLibrary
{
#pragma warning disable CA2255 // Which test runs first is not known.
    [ModuleInitializer]
    internal static void Load() => TorchRuntime.EnsureLoaded();
#pragma warning restore CA2255
}
