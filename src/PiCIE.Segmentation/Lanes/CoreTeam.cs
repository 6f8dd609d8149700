using TorchSharp;

namespace PiCIE.Segmentation.Lanes;

/// <summary>
/// Splits work over threads, as a rule as many as libtorch uses, in contiguous shares. A share depends only on the amount of work and the
/// number of threads, and results are added up in the order of the shares: the same thread count gives the same bits.
/// </summary>
internal static class CoreTeam
{
    /// <summary>Number of threads that a kernel may use: libtorch's intra-op threads.</summary>
    public static int Size => torch.get_num_threads();

    /// <summary>Calls <paramref name="work"/>(share, from, to) for the shares of [0, count).</summary>
    /// <param name="count">Amount of work.</param>
    /// <param name="shares">Number of shares.</param>
    /// <param name="granularity">Shares begin at multiples of this.</param>
    /// <param name="work">Receives the share's number, its first index and the index after its last.</param>
    public static void Run(nint count, int shares, nint granularity, Action<int, nint, nint> work)
    {
        if (shares <= 1 || count <= granularity)
        {
            work(0, 0, count);
            return;
        }

        Parallel.For(0, shares, new ParallelOptions { MaxDegreeOfParallelism = shares }, share =>
        {
            (nint from, nint to) = Share(count, shares, granularity, share);
            if (from < to)
            {
                work(share, from, to);
            }
        });
    }

    private static (nint From, nint To) Share(nint count, int shares, nint granularity, int share)
    {
        nint blocks = (count + granularity - 1) / granularity;
        nint from = blocks * share / shares * granularity;
        nint to = blocks * (share + 1) / shares * granularity;
        return (from, Math.Min(to, count));
    }
}
