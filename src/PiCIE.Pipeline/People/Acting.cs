using PiCIE.Experiments.People;

namespace PiCIE.Pipeline.People;

/// <summary>
/// Holds who asks for the use cases of one scope. A command asks for the person of the home, who may do everything: whoever can open the database is its
/// administrator. A server says for each request, and a page for each circuit, who it is.
/// </summary>
public sealed class Acting
{
    internal Acting(PicieHome home) => Actor = new Actor(home.Person, Role.Admin);

    private Acting(Actor actor) => Actor = actor;

    /// <summary>Who asks.</summary>
    public Actor Actor { get; private set; }

    /// <summary>Name of the person who asks.</summary>
    public string Person => Actor.Person;

    /// <summary>Returns what a scope of a team's server begins with: nobody, who reads and changes nothing until it is said who asks.</summary>
    public static Acting ByNobody() => new(new Actor(string.Empty, Role.Viewer));

    /// <summary>Says who asks from now on in this scope.</summary>
    /// <param name="actor">Who it is.</param>
    public void As(Actor actor) => Actor = actor;
}
