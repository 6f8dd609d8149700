namespace PiCIE.Pipeline.Homes;

/// <summary>The sign of life of this process: the runs that it submitted under it are wanted until it is disposed, or this process dies.</summary>
public sealed class OwnFollower : IAsyncDisposable
{
    private readonly HomeFollowers _followers;
    private readonly FollowerLock _held;

    internal OwnFollower(HomeFollowers followers, FollowerLock held) => (_followers, _held) = (followers, held);

    /// <summary>Id of the follower.</summary>
    public Guid Id => _held.Id;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _followers.EndAsync(Id);
        _held.Dispose();
    }
}
