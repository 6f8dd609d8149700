namespace PiCIE.Experiments.Settings;

/// <summary>The settings that a method has under <c>train</c> of a spec, one record for each method. A run shows these and no others.</summary>
public abstract record MethodTraining
{
    private protected MethodTraining()
    {
    }

    /// <summary>The method that reads them.</summary>
    public abstract Method Method { get; }
}
