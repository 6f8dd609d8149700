using MediatR;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline;

/// <summary>
/// Stands before every use case. A use case that lost against another process over the same row is asked again, for then it finds that
/// row; every other trouble with database and artifact store becomes a sentence.
/// </summary>
internal sealed class StorageDoor<TRequest, TResponse>(PicieHome home) : IPipelineBehavior<TRequest, TResponse>
{
    private const int MostTries = 5;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancel, RequestHandlerDelegate<TResponse> next)
    {
        try
        {
            for (int tried = 1; ; tried++)
            {
                try
                {
                    return await next();
                }
                catch (Exception exception) when (tried < MostTries && (StorageErrors.IsDoubled(exception) || DatabaseChange.GaveWay(exception)))
                {
                    // What the other process wrote is there now.
                }
            }
        }
        catch (Exception exception) when (StorageErrors.Of(exception, home) is { } error)
        {
            throw error;
        }
    }
}
