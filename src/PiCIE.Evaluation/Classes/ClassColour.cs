namespace PiCIE.Evaluation.Classes;

/// <summary>The colour in which a class is drawn, 8 bits a channel.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct ClassColour(byte Red, byte Green, byte Blue);
