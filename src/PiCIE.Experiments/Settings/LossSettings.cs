namespace PiCIE.Experiments.Settings;

/// <summary>Which losses are summed (science.md 1.4.4).</summary>
public sealed record LossSettings
{
    /// <summary>The loss within a view.</summary>
    public bool Within { get; init; } = true;

    /// <summary>The loss across views.</summary>
    public bool Cross { get; init; } = true;

    /// <summary>The mean squared difference of the two views' features.</summary>
    public bool Mse { get; init; }

    /// <summary>Whether clusters are weighted (switch classWeight says how).</summary>
    public bool Balance { get; init; } = true;
}
