using MediatR;

namespace PiCIE.Pipeline;

/// <summary>
/// Stands before every use case. A use case that lost against another process over the same row is asked once more, for then it finds that
/// row; every other trouble with database and artifact store becomes a sentence.
/// </summary>
internal sealed class StorageDoor<TRequest, TResponse>(PicieHome home) : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancel, RequestHandlerDelegate<TResponse> next)
    {
        try
        {
            try
            {
                return await next();
            }
            catch (Exception exception) when (StorageErrors.IsDoubled(exception))
            {
                return await next();
            }
        }
        catch (Exception exception) when (StorageErrors.Of(exception, home) is { } error)
        {
            throw error;
        }
    }
}
