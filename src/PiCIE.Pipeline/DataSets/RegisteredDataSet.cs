namespace PiCIE.Pipeline.DataSets;

/// <summary>A data set that has a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Path">Absolute path of its folder.</param>
/// <param name="Exists">Whether the folder is there.</param>
public sealed record RegisteredDataSet(string Name, string Path, bool Exists)
{
    /// <summary>Returns the data set of a name, with a look at its folder.</summary>
    /// <param name="name">The name.</param>
    /// <param name="path">Absolute path of its folder.</param>
    internal static RegisteredDataSet Of(string name, string path) => new(name, path, Directory.Exists(path));
}
