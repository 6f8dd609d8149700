namespace PiCIE.Pipeline.Collecting;

/// <summary>How long what was deleted can be restored.</summary>
internal static class Recovery
{
    /// <summary>Time between a deletion and the first collection that may take the run away.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromDays(7);

    /// <summary>
    /// Age below which nothing in the store is taken for garbage, though no row names it. What is stored gets its row right afterwards.
    /// </summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromDays(1);
}
