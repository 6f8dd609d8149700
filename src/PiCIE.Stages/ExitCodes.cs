namespace PiCIE.Stages;

/// <summary>Holds the exit statuses of the stage process. 0 comes only after a result line.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int BadOrder = 2;
    public const int Interrupted = 130;
}
