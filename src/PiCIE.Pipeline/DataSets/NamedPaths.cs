using PiCIE.Storage;
using PiCIE.Storage.DataSets;

namespace PiCIE.Pipeline.DataSets;

/// <summary>Finds the folders of a registered name: copies of one data set, and places where it lay before.</summary>
internal static class NamedPaths
{
    /// <summary>Returns the folders of a name; the one that was registered last comes first.</summary>
    /// <param name="context">The database.</param>
    /// <param name="name">The name.</param>
    public static IQueryable<DataSetPath> Of(PicieContext context, string name) => context.DataSetPaths
        .Where(row => context.DataSets.Any(dataSet => dataSet.Id == row.DataSetId && dataSet.Name == name))
        .OrderByDescending(row => row.CreatedAt);

    /// <summary>Returns the folder that a name means now: the first that is there, else the first; null without any.</summary>
    /// <param name="paths">Its folders, the one that was registered last first.</param>
    public static string? Current(IReadOnlyList<string> paths) => paths.FirstOrDefault(Directory.Exists) ?? paths.FirstOrDefault();
}
