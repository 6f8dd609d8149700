namespace PiCIE.Experiments.States;

/// <summary>The status of a run, derived from its stages. As text the names are lower case.</summary>
public enum RunStatus
{
    /// <summary>Nothing of it runs, something is to be done.</summary>
    Waiting,

    /// <summary>At least one of its stages runs.</summary>
    Running,

    /// <summary>All its stages are done.</summary>
    Done,

    /// <summary>One of its stages failed.</summary>
    Failed,

    /// <summary>One of its stages was canceled and none failed.</summary>
    Canceled,
}
