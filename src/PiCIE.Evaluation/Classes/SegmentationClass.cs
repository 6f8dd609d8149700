namespace PiCIE.Evaluation.Classes;

/// <summary>One annotated category of a <see cref="ClassTable"/>. A class is known by id or key: names may repeat.</summary>
/// <param name="Id">Place in the table, 0 to C − 1.</param>
/// <param name="Key">Kebab-case name, unique in the table.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Colour">Colour in pictures, or null if the table has none.</param>
/// <param name="Group">Thing or stuff, or null where the data set makes no such difference.</param>
public sealed record SegmentationClass(int Id, string Key, string Name, ClassColour? Colour, ClassGroup? Group);
