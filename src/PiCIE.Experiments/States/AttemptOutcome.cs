namespace PiCIE.Experiments.States;

/// <summary>Says how an attempt ended. As text the names are lower case.</summary>
public enum AttemptOutcome
{
    /// <summary>Its result is committed.</summary>
    Succeeded,

    /// <summary>It failed; the failure kind says how.</summary>
    Failed,

    /// <summary>It was asked to stop, or could not go on through no fault of its own; it spends no try.</summary>
    Interrupted,

    /// <summary>Its worker is gone.</summary>
    Lost,

    /// <summary>Nobody wanted it any more; spends no try.</summary>
    Canceled,
}
