using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace PiCIE.Dashboard.Live;

/// <summary>Asks the application layer. A page lives for days: what a question opens is closed with its answer.</summary>
/// <param name="scopes">Opens a scope for each question.</param>
internal sealed class Questions(IServiceScopeFactory scopes)
{
    /// <summary>Asks.</summary>
    /// <param name="request">The question, or the act.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <typeparam name="T">The answer.</typeparam>
    public async Task<T> AskAsync<T>(IRequest<T> request, CancellationToken cancel = default)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancel);
    }
}
