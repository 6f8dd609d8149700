using PiCIE.Faults.Processes;
using PiCIE.Faults.Rigs;
using PiCIE.Faults.Tests;
using Xunit.Sdk;
using Xunit.v3;

// The processes of one test are enough for two cores, and some tests take the server away.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(ServerOfTests))]

namespace PiCIE.Faults.Tests;

/// <summary>The PostgreSQL server that all tests of this program use, one after the other.</summary>
public sealed class ServerOfTests : IAsyncDisposable
{
    private readonly Lazy<Task<RigServer>> _server = new(RigServer.StartAsync);

    /// <summary>The server; a test on a machine without PostgreSQL is skipped.</summary>
    internal Task<RigServer> StartedAsync()
    {
        Assert.SkipWhen(RigServer.Missing is not null, RigServer.Missing ?? string.Empty);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the faults are signals of Linux, the stage program is a script");
        return _server.Value;
    }

    /// <summary>A team on a new database.</summary>
    internal async Task<FaultRig> NewRigAsync() => await FaultRig.CreateAsync(await StartedAsync());

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}
