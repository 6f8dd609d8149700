namespace PiCIE.Evaluation.Classes;

/// <summary>Says whether a class has countable objects (<see cref="Thing"/>) or is amorphous (<see cref="Stuff"/>).</summary>
public enum ClassGroup
{
    /// <summary>Countable objects, such as people and vehicles.</summary>
    Thing,

    /// <summary>Amorphous regions, such as sky, ground and water.</summary>
    Stuff,
}
