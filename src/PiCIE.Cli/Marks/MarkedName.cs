namespace PiCIE.Cli.Marks;

/// <summary>Describes in help what a command marks, the same for every command.</summary>
internal static class MarkedName
{
    /// <summary>The names that can be given.</summary>
    public const string Description = "A run (experiment/run, its name, its id or a part of it), or an experiment by its exact name or id";
}
