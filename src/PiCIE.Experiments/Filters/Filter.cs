namespace PiCIE.Experiments.Filters;

/// <summary>
/// A condition on runs (spec.md 10), as a tree that is compared by content. It is true or false of a run and nothing else: a comparison with an
/// absent value is false, and <c>not</c> turns that into true.
/// </summary>
public abstract record Filter;

/// <summary>Is true where both parts are.</summary>
/// <param name="Left">The first part.</param>
/// <param name="Right">The second part.</param>
public sealed record AndFilter(Filter Left, Filter Right) : Filter;

/// <summary>Is true where one part is.</summary>
/// <param name="Left">The first part.</param>
/// <param name="Right">The second part.</param>
public sealed record OrFilter(Filter Left, Filter Right) : Filter;

/// <summary>Is true where the part is not.</summary>
/// <param name="Inner">The part.</param>
public sealed record NotFilter(Filter Inner) : Filter;

/// <summary>Compares a field of a run with a value.</summary>
/// <param name="Field">The field.</param>
/// <param name="Operator">The comparison.</param>
/// <param name="Value">The value.</param>
public sealed record TestFilter(FilterField Field, FilterOperator Operator, FilterValue Value) : Filter;

/// <summary>Is true where a run does not have a field.</summary>
/// <param name="Field">The field.</param>
public sealed record AbsenceFilter(FilterField Field) : Filter;

/// <summary>Is true where name, experiment, a tag or a note of a run contain a text.</summary>
/// <param name="Text">The text; <c>*</c> and <c>?</c> stand for any letters and any one letter.</param>
public sealed record WordFilter(string Text) : Filter;
