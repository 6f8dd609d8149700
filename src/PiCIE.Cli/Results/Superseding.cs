using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Results;

/// <summary>Says why a run does not stand for its settings any more.</summary>
internal static class Superseding
{
    /// <summary>Stands in lists in the place of the status of a run that another has superseded.</summary>
    public const string Status = "superseded";

    /// <summary>Returns "older code" where a stage of the run has another version than this program, else "older data".</summary>
    /// <param name="run">A run that another has superseded.</param>
    public static string Mark(RunDocument run) =>
        run.Stages.Any(stage => stage.Version is { } version && version != StageVersions.Of(stage.Kind)) ? "older code" : "older data";
}
