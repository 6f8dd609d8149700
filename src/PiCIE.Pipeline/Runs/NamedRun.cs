using PiCIE.Pipeline.Documents;

namespace PiCIE.Pipeline.Runs;

/// <summary>The names of a run: everything by which a person who sees it in a list may call it.</summary>
/// <param name="Id">Id of the run.</param>
/// <param name="Name">Its name within the experiment.</param>
/// <param name="ExperimentId">Id of the experiment.</param>
/// <param name="Experiment">Name of the experiment.</param>
/// <param name="Person">Name of the person who submitted the experiment.</param>
internal sealed record NamedRun(Guid Id, string Name, Guid ExperimentId, string Experiment, string Person)
{
    /// <summary>Whether another run took its place, which goes by the same name.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>Experiment and run, as a person names one of several: <c>camvid-picie/seed-1</c>.</summary>
    public string Path => $"{Experiment}/{Name}";

    /// <summary>All 32 digits of the id.</summary>
    public string Digits => Id.ToString("N");

    /// <summary>The last digits of the id, which lists show.</summary>
    public string ShortId => ShortIds.Of(Id);
}
