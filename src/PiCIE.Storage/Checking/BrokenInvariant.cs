namespace PiCIE.Storage.Checking;

/// <summary>A row that breaks what must hold of the database.</summary>
/// <param name="Invariant">What is so and must not be, in words.</param>
/// <param name="Id">Id of the row: a stage, or a run.</param>
/// <param name="Row">The row in words of people: title of the stage, name of the run with what it says.</param>
/// <param name="Remedy">A sentence that says what ends it.</param>
public sealed record BrokenInvariant(string Invariant, Guid Id, string Row, string Remedy)
{
    /// <summary>Returns all of it as people read it.</summary>
    public override string ToString() => $"{Invariant}: {Row} ({Id}). {Remedy}";
}
