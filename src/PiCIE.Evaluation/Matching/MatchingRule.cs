namespace PiCIE.Evaluation.Matching;

/// <summary>How clusters are assigned to classes. Figures of different rules are never ranked together.</summary>
public enum MatchingRule
{
    /// <summary>One-to-one, maximising the matched pixels; clusters left over count as errors.</summary>
    Hungarian,

    /// <summary>Each cluster goes to its most frequent class; several may share one. Far more generous where there are more clusters than classes.</summary>
    Majority,

    /// <summary>Cluster i is class i, for predictions that are classes already.</summary>
    Identity,
}
