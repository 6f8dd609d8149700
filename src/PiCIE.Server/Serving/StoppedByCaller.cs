using Microsoft.Extensions.Hosting;

namespace PiCIE.Server.Serving;

/// <summary>
/// Leaves the signals of the process alone: the command hears them, and the server answers until the work has stopped where something is saved.
/// </summary>
internal sealed class StoppedByCaller : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;
}
