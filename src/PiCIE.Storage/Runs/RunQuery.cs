using PiCIE.Experiments.Filters;

namespace PiCIE.Storage.Runs;

/// <summary>Says which runs or groups a list has, in which order, and which page of it is asked for.</summary>
/// <param name="Experiment">Id of one experiment, or null for all.</param>
/// <param name="Offset">Rows to pass over; each of them is read. A cursor passes over them by an index.</param>
/// <param name="Limit">Rows of a page at most.</param>
public sealed record RunQuery(Guid? Experiment = null, int Offset = 0, int Limit = 100)
{
    /// <summary>The condition on the runs; null for all. Archived ones are left out unless it names <c>archived</c>.</summary>
    public Filter? Where { get; init; }

    /// <summary>
    /// The order; none is the newest submit first and its runs in their order. Equal rows are ordered by their ids, in the direction of the first field, so that an index gives both.
    /// </summary>
    public IReadOnlyList<FilterOrder> Order { get; init; } = [];

    /// <summary>Where the page begins; null for the first one, and where <see cref="Offset"/> says it.</summary>
    public ListCursor? After { get; init; }

    /// <summary>Whether the rows have their figures and settings too.</summary>
    public bool WithValues { get; init; }

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

    /// <summary>Returns what writes the fields of a statement.</summary>
    internal FieldSql Fields(RunSource source, SqlParameters parameters, FieldScope scope) => new(source.IsServer, Person, NobodyWorks, parameters, scope);

    /// <summary>Returns the condition on the runs <c>r</c>.</summary>
    internal string Condition(RunSource source, SqlParameters parameters) =>
        OfExperiment(parameters) + new FilterSql(Fields(source, parameters, FieldScope.Runs), parameters).Of(Where);

    /// <summary>Returns the condition that a run <c>r</c> is of the experiment, with <c>and</c> behind it; nothing where all are meant.</summary>
    internal string OfExperiment(SqlParameters parameters) => Experiment is { } experiment ? $"r.experiment_id = {parameters.Add(experiment)} and " : "";
}
