namespace PiCIE.Pipeline.Documents;

/// <summary>The status of a stage in a plan: new, or the state of the stage that is there already.</summary>
public enum PlannedStatus
{
    /// <summary>No submit has asked for the stage yet.</summary>
    New,

    /// <summary>An input of the stage is not done yet.</summary>
    Blocked,

    /// <summary>The stage may start, or its artifact is gone and is made again.</summary>
    Ready,

    /// <summary>An attempt works on the stage.</summary>
    Running,

    /// <summary>The artifact of the stage is committed, so that nothing is left to do for it.</summary>
    Done,

    /// <summary>The stage failed; a submit tries it anew.</summary>
    Failed,

    /// <summary>The stage was canceled; a submit tries it anew.</summary>
    Canceled,
}
