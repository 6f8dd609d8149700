namespace PiCIE.Evaluation.Classes;

/// <summary>Whether a class has countable objects (<see cref="Thing"/>) or is amorphous (<see cref="Stuff"/>).</summary>
public enum ClassGroup
{
    /// <summary>Countable objects: people, vehicles.</summary>
    Thing,

    /// <summary>Amorphous regions: sky, ground, water.</summary>
    Stuff,
}
