using PiCIE.Evaluation.Classes;

namespace PiCIE.Cli.Results;

/// <summary>
/// Gives classes their names in front of people: by name, and by key where several classes of a table share a name (COCO-Stuff has food
/// twice).
/// </summary>
internal static class ClassNames
{
    /// <summary>Returns one name a class; no two are the same.</summary>
    /// <param name="classes">Key and name of each class.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<(string Key, string Name)> classes)
    {
        HashSet<string> shared = [.. classes.CountBy(@class => @class.Name).Where(pair => pair.Value > 1).Select(pair => pair.Key)];
        return [.. classes.Select(@class => shared.Contains(@class.Name) ? @class.Key : @class.Name)];
    }

    /// <summary>Returns one name for each class of a table; no two are the same.</summary>
    /// <param name="table">The table.</param>
    public static IReadOnlyList<string> Of(ClassTable table) => Of([.. table.Classes.Select(@class => (@class.Key, @class.Name))]);
}
