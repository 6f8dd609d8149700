using System.Security.Claims;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Pipeline;
using PiCIE.Pipeline.People;

namespace PiCIE.Server.Access;

/// <summary>
/// Ends what stays open when who opened it is not let in any more, or under another role: streams of events, and circuits of pages. One question every two
/// seconds serves all of them, and none is asked while nothing is open.
/// </summary>
/// <param name="scopes">Opens what a look at the database needs.</param>
public sealed class OpenVisits(IServiceScopeFactory scopes) : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _disposed = new();
    private readonly HashSet<Visit> _open = [];
    private bool _looks;

    /// <summary>Opens a visit; its disposal closes it.</summary>
    /// <param name="visitor">Who opens it.</param>
    /// <returns>The visit, whose token fires when the visitor is not let in any more. With the token of a home it never does.</returns>
    public Visit Open(ClaimsPrincipal visitor)
    {
        Visit visit = new(this, VisitorClaims.IdentityOf(visitor));
        if (visit.Identity is not null)
        {
            lock (_gate)
            {
                _open.Add(visit);
                if (!_looks)
                {
                    _looks = true;
                    _ = Task.Run(LookAsync);
                }
            }
        }

        return visit;
    }

    /// <summary>Ends the looks.</summary>
    public void Dispose() => _disposed.Cancel();

    internal void Close(Visit visit)
    {
        lock (_gate)
        {
            _open.Remove(visit);
        }
    }

    private async Task LookAsync()
    {
        while (Next() is { Length: > 0 } open)
        {
            try
            {
                await using (AsyncServiceScope scope = scopes.CreateAsyncScope())
                {
                    HashSet<Identity> ended = [.. await scope.ServiceProvider.GetRequiredService<IMediator>()
                        .Send(new FindEndedVisits([.. open.Select(visit => visit.Identity!).Distinct()]), _disposed.Token)];
                    foreach (Visit visit in open.Where(visit => ended.Contains(visit.Identity!)))
                    {
                        visit.End();
                    }
                }

                await Task.Delay(BetweenLooks, _disposed.Token);
            }
            catch (PicieException)
            {
                // The database is away: nobody can be asked, and what is open shows nothing new either.
                await Task.Delay(BetweenLooks, CancellationToken.None);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                // The server ends; the loop sees it.
            }
        }
    }

    private Visit[] Next()
    {
        lock (_gate)
        {
            Visit[] open = _disposed.IsCancellationRequested ? [] : [.. _open];
            _looks = open.Length > 0;
            return open;
        }
    }
}
