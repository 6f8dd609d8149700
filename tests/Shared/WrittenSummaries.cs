using System.Reflection;
using System.Xml.Linq;

namespace PiCIE.Tests;

/// <summary>The summaries of an assembly's members, from the documentation file that the compiler wrote beside it.</summary>
internal sealed class WrittenSummaries(Assembly assembly)
{
    private readonly Dictionary<string, XElement> _summaries = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => (string)member.Attribute("name")!, member => member.Element("summary")!, StringComparer.Ordinal);

    /// <summary>The summary of a property or field, in one line.</summary>
    public string Of(MemberInfo member) => TextOf($"{(member is PropertyInfo ? 'P' : 'F')}:{member.DeclaringType!.FullName}.{member.Name}");

    /// <summary>The summary of a type, in one line.</summary>
    public string Of(Type type) => TextOf($"T:{type.FullName}");

    private string TextOf(string name) => string.Join(' ', string.Concat(_summaries[name].Nodes().Select(Words)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Words(XNode node) => node switch
    {
        XElement { Name.LocalName: "see" } see => ((string)see.Attribute("cref")!).Split('.')[^1],
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement other => other.Value,
        _ => node.ToString(),
    };
}
