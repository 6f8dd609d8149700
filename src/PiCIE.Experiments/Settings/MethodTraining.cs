namespace PiCIE.Experiments.Settings;

/// <summary>What a method has under <c>train</c> of a spec, one record for each method; a run shows these settings and no others.</summary>
public abstract record MethodTraining
{
    private protected MethodTraining()
    {
    }

    /// <summary>The method that reads them.</summary>
    public abstract Method Method { get; }
}
