namespace PiCIE.Experiments.States;

/// <summary>The status of a run, which is derived from its stages.</summary>
public enum RunStatus
{
    /// <summary>None of its stages runs, and something is to be done.</summary>
    Waiting,

    /// <summary>At least one of its stages runs.</summary>
    Running,

    /// <summary>Every stage that no other stage of it reads is done.</summary>
    Done,

    /// <summary>One of its stages failed, and nobody canceled it.</summary>
    Failed,

    /// <summary>Somebody canceled it before it was done.</summary>
    Canceled,
}
