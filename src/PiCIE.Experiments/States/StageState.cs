namespace PiCIE.Experiments.States;

/// <summary>The states of a stage. As text the names are lower case.</summary>
public enum StageState
{
    /// <summary>An input is not done yet.</summary>
    Blocked,

    /// <summary>It may start.</summary>
    Ready,

    /// <summary>An attempt works on it.</summary>
    Running,

    /// <summary>Its artifact is committed.</summary>
    Done,

    /// <summary>It failed and is not tried again by itself.</summary>
    Failed,

    /// <summary>No live experiment wants it.</summary>
    Canceled,
}
