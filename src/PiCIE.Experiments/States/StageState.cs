namespace PiCIE.Experiments.States;

/// <summary>The state of a stage.</summary>
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

    /// <summary>No run that is wanted has it any more.</summary>
    Canceled,
}
