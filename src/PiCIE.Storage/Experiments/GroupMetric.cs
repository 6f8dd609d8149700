namespace PiCIE.Storage.Experiments;

/// <summary>One final figure over all replicates of a configuration.</summary>
public sealed class GroupMetric
{
    /// <summary>Hash of the settings without seeds.</summary>
    public required string ConfigId { get; init; }

    /// <summary>Key of the figure.</summary>
    public required string Key { get; init; }

    /// <summary>Number of trainings that the figure is taken over.</summary>
    public int N { get; set; }

    /// <summary>Mean of the figure over these trainings.</summary>
    public double Mean { get; set; }

    /// <summary>Sum of squared deviations from the mean.</summary>
    public double M2 { get; set; }

    /// <summary>Smallest value of the figure.</summary>
    public double Min { get; set; }

    /// <summary>Largest value of the figure.</summary>
    public double Max { get; set; }
}
