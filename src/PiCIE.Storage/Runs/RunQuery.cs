using PiCIE.Experiments.Filters;

namespace PiCIE.Storage.Runs;

/// <summary>Says which runs a list has, in which order, and which page of it is asked for.</summary>
/// <param name="Experiment">Id or name of one experiment (several people may use one name), or null for all.</param>
/// <param name="Offset">Runs to pass over.</param>
/// <param name="Limit">Runs of a page at most.</param>
public sealed record RunQuery(string? Experiment = null, int Offset = 0, int Limit = 100)
{
    /// <summary>The condition on the runs; null for all. Archived ones are left out unless it names <c>archived</c>.</summary>
    public Filter? Where { get; init; }

    /// <summary>The order; none is the newest submit first and its runs in their order. Equal runs are ordered by their ids.</summary>
    public IReadOnlyList<FilterOrder> Order { get; init; } = [];

    /// <summary>Name of the person who asks: stars are a person's own.</summary>
    public string Person { get; init; } = string.Empty;

    /// <summary>The moment of the question, from which ages count.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>Returns whether the process of a follower lives; the rows of those that died stand until somebody works. By default all live.</summary>
    public Func<Guid, bool> Lives { get; init; } = static _ => true;

    /// <summary>Whether no process works on the home, so that what a killed one left running waits.</summary>
    public bool NobodyWorks { get; init; }

    /// <summary>Longest time of a statement, where the database has such a limit (PostgreSQL). The default is five seconds.</summary>
    public TimeSpan StatementLimit { get; init; } = TimeSpan.FromSeconds(5);
}
