using System.Xml.Linq;

namespace PiCIE.Architecture.Tests;

public sealed class DocumentationTests
{
    public static TheoryData<string> Libraries => [.. Wall.All.Where(wall => wall.Folder.StartsWith("src/", StringComparison.Ordinal) || wall.Folder.StartsWith("dashboards/", StringComparison.Ordinal)).Select(wall => wall.Assembly)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Every_public_type_and_member_is_documented(string assembly)
    {
        string path = PathOf(assembly);

        DocumentedSurface.Undocumented(path, XDocument.Load(Path.ChangeExtension(path, ".xml"))).ShouldBeEmpty();
    }

    [Fact]
    public void A_member_without_words_is_seen()
    {
        string path = PathOf("PiCIE.Evaluation");
        XDocument documentation = XDocument.Load(Path.ChangeExtension(path, ".xml"));
        XElement planted = documentation.Descendants("member").Single(member => (string)member.Attribute("name")! == "T:PiCIE.Evaluation.Classes.ClassTable");
        string name = (string)planted.Attribute("name")!;
        planted.Remove();

        DocumentedSurface.Undocumented(path, documentation).ShouldBe([name]);
    }

    private static string PathOf(string assembly)
    {
        Wall wall = Wall.All.Single(one => one.Assembly == assembly);
        return Repository.Built(wall.Folder, assembly + ".dll");
    }
}
