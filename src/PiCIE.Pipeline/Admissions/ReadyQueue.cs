namespace PiCIE.Pipeline.Admissions;

/// <summary>The stages of equal needs that one experiment waits for, in its order.</summary>
/// <param name="experiment">Id of the experiment.</param>
/// <param name="needs">Needs of the stages.</param>
/// <param name="first">The first of them.</param>
internal sealed class ReadyQueue(Guid experiment, string needs, ReadyStage first)
{
    /// <summary>Id of the experiment.</summary>
    public Guid Experiment => experiment;

    /// <summary>Needs of the stages.</summary>
    public string Needs => needs;

    /// <summary>The stage that is next; null where nothing waits any more.</summary>
    public ReadyStage? First { get; private set; } = first;

    /// <summary>What follows, as far as it was read; null where it was not.</summary>
    public Queue<ReadyStage>? Rest { get; set; }

    /// <summary>Goes to the next stage that nobody took.</summary>
    /// <param name="taken">Ids of the stages that were taken.</param>
    public void MoveOn(IReadOnlySet<Guid> taken)
    {
        while (First is { } stage && taken.Contains(stage.Id))
        {
            First = Rest is { Count: > 0 } ? Rest.Dequeue() : null;
        }
    }

    /// <summary>Returns how the experiment wants the first stage.</summary>
    public ReadyStage.Wanter Wish() => First!.Wanters.First(wanter => wanter.Experiment == experiment);
}
