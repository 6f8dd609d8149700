using TorchSharp;

namespace PiCIE.Segmentation.Native;

/// <summary>Tells and sets how this process uses libtorch: whether it is there, how many threads it takes, how much memory is held.</summary>
public static class TorchRuntime
{
    /// <summary>
    /// Names the switch of <see cref="AppContext"/> by which a process that touches no tensor leaves libtorch out, whose loading takes more
    /// than half a second. It is set before any other code of this assembly runs; <see cref="EnsureLoaded"/> loads all the same.
    /// </summary>
    public const string LoadLater = "PiCIE.Segmentation.LoadLibtorchLater";

    /// <summary>Version of libtorch, e.g. <c>2.10.0</c>.</summary>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded here.</exception>
    public static string Version
    {
        get
        {
            EnsureLoaded();
            return torch.__version__;
        }
    }

    /// <summary>Number of threads that one operator may use.</summary>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded here.</exception>
    public static int Threads
    {
        get
        {
            EnsureLoaded();
            return torch.get_num_threads();
        }
    }

    /// <summary>Whether a CUDA device can be used.</summary>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded here.</exception>
    public static bool HasCuda
    {
        get
        {
            EnsureLoaded();
            return torch.cuda.is_available();
        }
    }

    /// <summary>Whether convolutions are kept from the newest kernels because this processor hides its caches: right, and about half as fast.</summary>
    public static bool ConvolutionsAreLimited => !ProcessorCaches.AreDescribed && Environment.GetEnvironmentVariable(SystemLibrary.ConvolutionLimit) is null;

    /// <summary>Memory that this process holds, in bytes.</summary>
    public static long ResidentBytes => Environment.WorkingSet;

    /// <summary>Returns when libtorch is loaded; every method that needs it calls this first.</summary>
    /// <exception cref="NativeLibraryException">It cannot be loaded; the sentence says why.</exception>
    public static void EnsureLoaded()
    {
        if (LibtorchLoader.Failure is { } failure)
        {
            throw new NativeLibraryException(failure.Message, failure);
        }
    }

    /// <summary>Sets the number of threads that one operator may use. The last digits of a sum depend on it.</summary>
    /// <param name="threads">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded here.</exception>
    public static void SetThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        EnsureLoaded();
        if (torch.get_num_threads() != threads)
        {
            torch.set_num_threads(threads);
        }
    }

    /// <summary>Gives memory that is free inside the process back to the system; costs about a second after a large phase, so not for each batch.</summary>
    /// <returns>Whether any was given back.</returns>
    public static bool TrimMemory() => SystemLibrary.Trim();
}
