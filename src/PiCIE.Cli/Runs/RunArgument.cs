namespace PiCIE.Cli.Runs;

/// <summary>Describes in help the run that a command takes, the same for every command.</summary>
internal static class RunArgument
{
    /// <summary>The names that a run can be called by.</summary>
    public const string Description = "A run: experiment/run, its name, its id or any part of what is shown of it";
}
