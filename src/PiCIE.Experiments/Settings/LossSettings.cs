namespace PiCIE.Experiments.Settings;

/// <summary>Selects the losses that are summed (science.md 1.4.4).</summary>
public sealed record LossSettings
{
    /// <summary>Whether the loss within a view is summed.</summary>
    public bool Within { get; init; } = true;

    /// <summary>Whether the loss across views is summed.</summary>
    public bool Cross { get; init; } = true;

    /// <summary>Whether the mean squared difference of the two views' features is summed.</summary>
    public bool Mse { get; init; }

    /// <summary>Whether clusters are weighted; the switch classWeight says how.</summary>
    public bool Balance { get; init; } = true;
}
