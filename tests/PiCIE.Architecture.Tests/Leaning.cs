namespace PiCIE.Architecture.Tests;

/// <summary>The ways in which a planted type uses another.</summary>
public enum Leaning
{
    /// <summary>It has a field of that type.</summary>
    Field,

    /// <summary>It derives from that type.</summary>
    Base,

    /// <summary>A method of it takes an array of that type.</summary>
    Parameter,

    /// <summary>The body of a method, in a nested type, makes one.</summary>
    Body,

    /// <summary>It has a field of a generic type with that type as argument.</summary>
    TypeArgument,

    /// <summary>It carries that type as an attribute.</summary>
    Attribute,
}
