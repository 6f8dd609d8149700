namespace PiCIE.Storage.Experiments;

/// <summary>One final figure over all trainings of a group of replicates that are done and have it.</summary>
public sealed class GroupMetric
{
    /// <summary>Key of the group: <see cref="RunGroup.GroupKey"/>.</summary>
    public required string GroupKey { get; init; }

    /// <summary>Key of the figure: <c>val.meanIoU</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Number of trainings that the figure is taken over.</summary>
    public int N { get; init; }

    /// <summary>Mean of the figure over these trainings.</summary>
    public double Mean { get; init; }

    /// <summary>Sum of squared deviations from the mean; divided by n − 1 it is the square of the sample deviation.</summary>
    public double M2 { get; init; }

    /// <summary>Smallest value of the figure.</summary>
    public double Min { get; init; }

    /// <summary>Largest value of the figure.</summary>
    public double Max { get; init; }
}
