using MediatR;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Pipeline;

namespace PiCIE.Faults.Rigs;

/// <summary>The product in the rig's own process, for submits and cancels whose process is not what is tested: one of its own costs seconds.</summary>
internal sealed class RigDesk : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <summary>Opens it.</summary>
    /// <param name="variables">The environment of a process of the rig.</param>
    public RigDesk(IReadOnlyDictionary<string, string> variables) => _services = new ServiceCollection()
        .AddPicie(PicieHome.From(variables.GetValueOrDefault, variables["PICIE_HOME"])).BuildServiceProvider();

    /// <summary>Returns a service of the product.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Carries out a use case.</summary>
    public async Task<T> SendAsync<T>(IRequest<T> request)
    {
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
