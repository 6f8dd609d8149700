namespace PiCIE.Evaluation.Matching;

/// <summary>Says how clusters are assigned to classes. Figures of different rules are never ranked together.</summary>
public enum MatchingRule
{
    /// <summary>Matches one to one so that most pixels match; clusters left over count as errors.</summary>
    Hungarian,

    /// <summary>
    /// Gives each cluster its most frequent class; several clusters may share one. This is far more generous where there are more clusters
    /// than classes.
    /// </summary>
    Majority,

    /// <summary>Takes cluster i as class i, for predictions that are classes already.</summary>
    Identity,
}
