using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Control;

namespace PiCIE.Pipeline.Homes;

/// <summary>Knows which processes want runs of a home because they live: each has a row in the database, and a lock that dies with it.</summary>
public sealed class HomeFollowers
{
    /// <summary>Code of the error of a home that cannot be written.</summary>
    public const string Unwritable = "no-home";

    private readonly PicieHome _home;
    private readonly OpenDatabase _database;
    private readonly Following _following;

    internal HomeFollowers(PicieHome home, OpenDatabase database, Following following) => (_home, _database, _following) = (home, database, following);

    /// <summary>Returns whether <c>picie serve</c> serves a home, so that everything that is wanted there is worked on.</summary>
    /// <param name="home">The home.</param>
    public static bool IsServed(PicieHome home) => LockFile.IsTaken(home.ServeLock);

    /// <summary>Takes the sign of life under which this process submits; its disposal ends the following.</summary>
    /// <exception cref="PicieException">The home cannot be written.</exception>
    public OwnFollower Begin()
    {
        try
        {
            return new OwnFollower(this, FollowerLock.Take(_home));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PicieException(
                Unwritable, $"Nothing can be written to {_home.FollowersFolder}: {exception.Message}", _home.FollowersFolder,
                "Check that the folder can be written to, or set PICIE_HOME to another one.", ProblemKind.Environment, exception);
        }
    }

    /// <summary>Returns the ids of the revisions whose runs a living process wants.</summary>
    /// <param name="home">The home.</param>
    /// <param name="context">Its database.</param>
    /// <param name="cancel">Cancels the query.</param>
    internal static async Task<Guid[]> LivingRevisionsAsync(PicieHome home, PicieContext context, CancellationToken cancel) =>
        [.. (await context.Followers.AsNoTracking().ToListAsync(cancel)).Where(follower => FollowerLock.IsAlive(home, follower.Id)).Select(follower => follower.RevisionId)];

    /// <summary>Returns the ids of the revisions that only processes want which have died; none of a team, where no process wants runs by living.</summary>
    /// <param name="home">The home.</param>
    /// <param name="context">Its database.</param>
    /// <param name="cancel">Cancels the query.</param>
    internal static async Task<Guid[]> DeadRevisionsAsync(PicieHome home, PicieContext context, CancellationToken cancel)
    {
        if (home.Server is not null)
        {
            return [];
        }

        ILookup<bool, Guid> revisions = (await context.Followers.AsNoTracking().ToListAsync(cancel)).ToLookup(follower => FollowerLock.IsAlive(home, follower.Id), follower => follower.RevisionId);
        return [.. revisions[false].Except(revisions[true])];
    }

    /// <summary>Ends the following of a process that stops by itself. A database that is away is told later, by whoever works next.</summary>
    internal async Task EndAsync(Guid follower)
    {
        if (_home.Server is null && !File.Exists(_home.Database))
        {
            // Nothing was submitted.
            return;
        }

        try
        {
            await (await _database.OpenAsync(CancellationToken.None)).DisposeAsync();
            await _following.EndAsync([follower], CancellationToken.None);
        }
        catch (Exception exception) when (exception is PicieException || StorageErrors.Of(exception, _home) is not null)
        {
            // Its lock is free now: for whoever works next it has died.
        }
    }

    /// <summary>Ends the following of processes that died. Whoever works does so, for what only they wanted is not worked on.</summary>
    /// <param name="cancel">Cancels the call.</param>
    /// <returns>Number of the dead.</returns>
    internal async Task<int> ClearDeadAsync(CancellationToken cancel)
    {
        Guid[] dead = [.. (await _following.ListAsync(cancel)).Select(follower => follower.Id).Where(id => !FollowerLock.IsAlive(_home, id))];
        if (dead.Length == 0)
        {
            return 0;
        }

        int ended = await _following.EndAsync(dead, cancel);
        foreach (Guid id in dead)
        {
            FollowerLock.Remove(_home, id);
        }

        return ended;
    }
}
