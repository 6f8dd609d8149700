using PiCIE.Faults.Rigs;

namespace PiCIE.Faults.Tests;

/// <summary>A team of two workers for tests that take neither of them away: a worker takes seconds to start.</summary>
public sealed class TeamOfTwo(ServerOfTests server) : IAsyncLifetime
{
    private int _seeds;

    /// <summary>The team.</summary>
    internal FaultRig Rig { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Rig = await server.NewRigAsync();
        await Rig.StartWorkersAsync("first", "second");
    }

    /// <summary>Submits runs that nobody submitted before.</summary>
    internal async Task<IReadOnlyList<Guid>> SubmitAsync(int runs, string person = "ada", int resolution = 64, string? name = null)
    {
        int first = Interlocked.Add(ref _seeds, 1000);
        return await Rig.SubmitAsync(person, name ?? $"{person}-{first}", (first, runs), resolution);
    }

    public async ValueTask DisposeAsync()
    {
        if (Rig is not null)
        {
            await Rig.DisposeAsync();
        }
    }
}
