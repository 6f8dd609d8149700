namespace PiCIE.Evaluation.Metrics;

/// <summary>Says over which classes a mean is taken.</summary>
public enum AveragingRule
{
    /// <summary>
    /// Averages the classes for which the figure is defined. For IoU these are the classes that occur in the labels or are predicted; one
    /// that is predicted without occurring counts as 0. Science 1.5, switch 17, as published.
    /// </summary>
    MeanOverDefined,

    /// <summary>Averages the classes with at least one labelled pixel. Science 1.5, switch 17, clean.</summary>
    MeanOverPresent,
}
