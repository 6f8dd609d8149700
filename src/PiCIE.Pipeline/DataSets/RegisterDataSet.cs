using MediatR;

namespace PiCIE.Pipeline.DataSets;

/// <summary>Gives a folder of photographs a name. The same name and folder again changes nothing; another folder is a conflict.</summary>
/// <param name="Name">The name: no separator, no leading dot.</param>
/// <param name="Path">The folder.</param>
public sealed record RegisterDataSet(string Name, string Path) : IRequest<RegisteredDataSet>;

/// <summary>A data set that has a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Path">Absolute path of its folder.</param>
public sealed record RegisteredDataSet(string Name, string Path);
