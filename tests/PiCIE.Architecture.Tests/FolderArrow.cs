namespace PiCIE.Architecture.Tests;

/// <summary>One type of a folder uses a type of another folder of the same project. Folders are namespaces here: the house keeps them equal.</summary>
internal sealed record FolderArrow(string From, string To, string User, string Used)
{
    public override string ToString() => $"{From} → {To} ({User} uses {Used})";
}
