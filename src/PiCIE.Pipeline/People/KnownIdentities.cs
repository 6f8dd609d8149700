using PiCIE.Storage;

namespace PiCIE.Pipeline.People;

/// <summary>The keys and sessions that let somebody in at a time, with who that is: the one place that says which do.</summary>
internal static class KnownIdentities
{
    /// <summary>Returns the keys.</summary>
    public static IQueryable<HashedIdentity> OfKeys(PicieContext context, DateTimeOffset now) =>
        from key in context.ApiKeys
        where key.RevokedAt == null && (key.ExpiresAt == null || key.ExpiresAt > now)
        join user in context.Users on key.Person equals user.Name
        select new HashedIdentity { Sha256 = key.Sha256, Person = user.Name, Role = user.Role, Key = key.Id, Session = null };

    /// <summary>Returns the sessions.</summary>
    public static IQueryable<HashedIdentity> OfSessions(PicieContext context, DateTimeOffset now)
    {
        (DateTimeOffset seen, DateTimeOffset begun) = (now - SessionTimes.Idle, now - SessionTimes.Longest);
        return
            from session in context.Sessions
            where session.SeenAt > seen && session.CreatedAt > begun
            join key in OfKeys(context, now) on session.KeyId equals key.Key
            select new HashedIdentity { Sha256 = session.Sha256, Person = key.Person, Role = key.Role, Key = key.Key, Session = session.Id };
    }
}
