using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PiCIE.Benchmarks.Engine;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Workers;

namespace PiCIE.Benchmarks.Queues;

/// <summary>A process with a worker of the product whose stages run in it: empty ones, or ones that never end.</summary>
internal static class QueueWorker
{
    /// <summary>Works until its input ends.</summary>
    /// <param name="folder">Folder of the benchmark.</param>
    /// <param name="name">Name of the worker's home in it.</param>
    /// <param name="slots">Number of stages at once.</param>
    /// <param name="ends">Whether stages end; otherwise they stay until they are stopped.</param>
    public static async Task WorkAsync(string folder, string name, int slots, bool ends)
    {
        ServiceCollection collection = new();
        collection.AddPicie(IdleStage.HomeIn(folder, name)).Replace(ServiceDescriptor.Singleton<IStageRunner>(ends ? new EmptyStageRunner() : new EndlessStageRunner()));
        await using ServiceProvider services = collection.BuildServiceProvider();
        using CancellationTokenSource stop = new();
        Task working = services.GetRequiredService<TeamWorker>().RunAsync(
            [PoolSpec.Default with { Slots = slots }], SilentObserver.Instance, static () => Console.WriteLine("ready"), static _ => { }, stop.Token, stop.Token);
        await Task.WhenAny(working, ReadToEndAsync());
        await stop.CancelAsync();
        await working;
    }

    private static async Task ReadToEndAsync()
    {
        while (await Console.In.ReadLineAsync() is not null)
        {
        }
    }
}
