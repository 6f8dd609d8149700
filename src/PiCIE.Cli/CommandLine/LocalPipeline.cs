using MediatR;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Cli.Logging;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Homes;
using PiCIE.Pipeline.Work;
using PiCIE.Pipeline.Workers;

namespace PiCIE.Cli.CommandLine;

/// <summary>Composes the pipeline on a home. Only the commands that need it make one, so that the others start at once.</summary>
internal sealed class LocalPipeline : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private LocalPipeline(ServiceProvider services) => _services = services;

    /// <summary>Works on experiments in this process.</summary>
    public LocalWorker Worker => _services.GetRequiredService<LocalWorker>();

    /// <summary>Works for a team in this process.</summary>
    public TeamWorker TeamWorker => _services.GetRequiredService<TeamWorker>();

    /// <summary>Knows which processes want runs of the home because they live.</summary>
    public HomeFollowers Followers => _services.GetRequiredService<HomeFollowers>();

    /// <summary>Follows runs that the workers of a team do.</summary>
    public RunFollower Follower => _services.GetRequiredService<RunFollower>();

    /// <summary>Makes the pipeline on the home of a command; its log goes to that home and its warnings go to the terminal.</summary>
    /// <param name="session">The command.</param>
    public static LocalPipeline On(CommandSession session) => new(
        new ServiceCollection()
            .AddPicie(session.Home)
            .AddLogging(logging => HomeLog.Add(logging, session.Home, session.Terminal))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true }));

    /// <summary>Asks for a use case.</summary>
    /// <param name="request">The command or query.</param>
    /// <param name="cancel">Stops it.</param>
    /// <typeparam name="T">What it gives.</typeparam>
    public async Task<T> AskAsync<T>(IRequest<T> request, CancellationToken cancel)
    {
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancel);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
