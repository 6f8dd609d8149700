using PiCIE.Evaluation.Text;
using PiCIE.Experiments.People;
using PiCIE.Storage;
using PiCIE.Storage.Auditing;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.People;

/// <summary>Holds people to what they may do with what belongs to whom. What is refused stands in the audit trail.</summary>
internal sealed class Rights(Acting acting, OpenDatabase database, TimeProvider clock)
{
    private const int LowestPriority = -100;
    private const int HighestPriority = 100;
    private const int HighestOfOperators = 0;

    /// <summary>Name of the person who asks.</summary>
    public string Person => acting.Person;

    /// <summary>Returns the author of an act for the audit trail.</summary>
    /// <param name="act">What is done, in kebab case.</param>
    /// <param name="subject">What it is done to, for people.</param>
    public Author AuthorOf(string act, string subject) => new(acting.Person) { Act = act, Subject = subject, Address = acting.Actor.Address };

    /// <summary>Returns whether something that belongs to a person may be changed.</summary>
    /// <param name="owner">Name of that person.</param>
    public bool Owns(string owner) => acting.Actor.Role == Role.Admin || owner == acting.Person;

    /// <summary>Requires that everything which is changed belongs to the person who asks, or that this is an admin. A refusal is written to the audit trail.</summary>
    /// <param name="author">The act.</param>
    /// <param name="owned">What is changed: its name, and the name of the person whose it is.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="PicieException">Some of it belongs to somebody else.</exception>
    public async Task RequireOwnAsync(Author author, IEnumerable<(string Name, string Owner)> owned, CancellationToken cancel)
    {
        try
        {
            RequireOwn(owned);
        }
        catch (PicieException)
        {
            await RefuseAsync(author, cancel);
            throw;
        }
    }

    /// <summary>Requires the same inside a transaction, where nothing can be written that outlasts the refusal: the caller does so behind it.</summary>
    /// <param name="owned">What is changed: its name, and the name of the person whose it is.</param>
    /// <exception cref="PicieException">Some of it belongs to somebody else.</exception>
    public void RequireOwn(IEnumerable<(string Name, string Owner)> owned)
    {
        if (owned.FirstOrDefault(one => !Owns(one.Owner)) is { Owner: { } owner, Name: { } name })
        {
            throw new PicieException(
                "not-yours", $"{name} belongs to {owner}, and {acting.Person} is {acting.Actor.Role.Word()} here.", name,
                "Operators act on what they submitted themselves; tags and notes may be written on everything. An admin may do the rest.", ProblemKind.Forbidden);
        }
    }

    /// <summary>Requires a priority that the person may give: −100 to 0, an admin up to 100.</summary>
    /// <param name="priority">The priority.</param>
    /// <exception cref="PicieException">It is out of that range.</exception>
    public void RequirePriority(int priority)
    {
        int highest = acting.Actor.Role == Role.Admin ? HighestPriority : HighestOfOperators;
        if (priority < LowestPriority || priority > highest)
        {
            throw new PicieException(
                "bad-priority", $"The priority is {priority}; {(highest == HighestPriority ? "it" : $"for {acting.Person} it")} is a whole number from {LowestPriority} to {highest}.", "priority",
                highest == HighestPriority ? null : "An admin may give a higher one.", ProblemKind.Input);
        }
    }

    /// <summary>Writes to the audit trail that an act was refused because of whose it is.</summary>
    /// <param name="author">The act.</param>
    /// <param name="cancel">Cancels the call.</param>
    public async Task RefuseAsync(Author author, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenAsync(cancel);
        context.AuditEntries.Add(author.Entry(await clock.NowAsync(context, cancel), "not-yours"));
        await context.SaveChangesAsync(cancel);
    }
}
