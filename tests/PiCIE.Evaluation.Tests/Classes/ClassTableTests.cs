using System.Text.Json;
using PiCIE.Evaluation.Classes;

namespace PiCIE.Evaluation.Tests.Classes;

public sealed class ClassTableTests
{
    private const string Small = """
        { "schema": "picie-class-table/1", "name": "two", "classCount": 2,
          "classes": [ { "id": 0, "key": "a", "name": "A", "colour": [1, 2, 3], "group": "thing" }, { "id": 1, "key": "b", "name": "B" } ],
          "rawToClass": [1, 0, null, null], "ignoreRaw": [3], "otherRaw": "error" }
        """;

    public static TheoryData<string> BuiltIn() => [.. ClassTable.BuiltInNames];

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void Built_in_table_is_consistent(string name)
    {
        ClassTable table = ClassTable.BuiltIn(name);

        table.Name.ShouldBe(name);
        table.Classes.Select(row => row.Id).ShouldBe(Enumerable.Range(0, table.Count));
        table.Classes.ShouldAllBe(row => table.Find(row.Key) == row);
        int[] reached = [.. table.ClassOfRaw.ToArray().Where(id => id >= 0).Distinct().Order()];
        reached.ShouldBe(Enumerable.Range(0, table.Count), "every class has a raw value");
    }

    [Fact]
    public void Coco_stuff_has_the_classes_that_share_names_under_two_keys()
    {
        ClassTable table = ClassTable.BuiltIn("coco-stuff-27.json");
        table.Find("food-things")!.Id.ShouldBe(2);
        table.Find("food-stuff")!.Id.ShouldBe(14);
        table.Classes.Count(row => row.Group == ClassGroup.Thing).ShouldBe(12);
        table.Classes.Count(row => row.Group == ClassGroup.Stuff).ShouldBe(15);
        table.ClassOf(255).ShouldBe(ClassTable.Ignored);
        table.ClassOf(200).ShouldBe(ClassTable.Unknown);
    }

    [Fact]
    public void Coarse_stuff_is_the_27_classes_shifted_with_things_ignored()
    {
        ClassTable all = ClassTable.BuiltIn("coco-stuff-27"), stuff = ClassTable.BuiltIn("coco-stuff-15");
        for (int raw = 0; raw <= 255; raw++)
        {
            int coarse = all.ClassOf(raw);
            int expected = coarse >= 12 ? coarse - 12 : coarse >= 0 ? ClassTable.Ignored : coarse;
            stuff.ClassOf(raw).ShouldBe(expected, $"raw value {raw}");
        }
    }

    [Fact]
    public void Sparse_map_reaches_beyond_a_byte()
    {
        ClassTable table = ClassTable.BuiltIn("imagenet-s-50");
        table.ClassOf(0).ShouldBe(0);
        table.ClassOf(50).ShouldBe(50);
        table.ClassOf(1000).ShouldBe(ClassTable.Ignored);
        table.ClassOf(232).ShouldBe(ClassTable.Unknown);
        table.ClassOf(1001).ShouldBe(ClassTable.Unknown);
        table.ClassOf(-1).ShouldBe(ClassTable.Unknown);
    }

    [Fact]
    public void Void_of_camvid_is_ignored_and_255_is_an_error()
    {
        ClassTable table = ClassTable.BuiltIn("camvid-11");
        table.ClassOf(11).ShouldBe(ClassTable.Ignored);
        table.ClassOf(255).ShouldBe(ClassTable.Unknown);
    }

    [Fact]
    public void Unknown_table_is_refused_with_the_names_that_exist() =>
        Should.Throw<TaskInputException>(() => ClassTable.BuiltIn("camvid-12")).Hint!.ShouldContain("camvid-11");

    [Fact]
    public void Small_table_is_read()
    {
        ClassTable table = ClassTable.Parse(Small, "two.json");
        table.Classes[0].ShouldBe(new SegmentationClass(0, "a", "A", new ClassColour(1, 2, 3), ClassGroup.Thing));
        table.ClassOfRaw.ToArray().ShouldBe([1, 0, ClassTable.Unknown, ClassTable.Ignored]);
    }

    [Theory]
    [InlineData("\"classCount\": 2", "\"classCount\": 3", "classCount is 3")]
    [InlineData("picie-class-table/1", "picie-class-table/2", "picie-class-table/2")]
    [InlineData("\"rawToClass\"", "\"rawToClas\"", "did you mean 'rawToClass'")]
    [InlineData("\"colour\"", "\"color\"", "did you mean 'colour'")]
    [InlineData("[1, 2, 3]", "[1, 2, 256]", "colour is [1, 2, 256]")]
    [InlineData("\"thing\"", "\"things\"", "'things'")]
    [InlineData("\"id\": 1", "\"id\": 2", "id is 2")]
    [InlineData("\"key\": \"b\"", "\"key\": \"a\"", "occurs twice")]
    [InlineData("[1, 0, null, null]", "[1, 2, null, null]", "rawToClass[1] is 2")]
    [InlineData("[1, 0, null, null]", "[1, 0, null, 1]", "is in ignoreRaw")]
    [InlineData("\"ignoreRaw\": [3]", "\"ignoreRaw\": [3, 3]", "occurs twice")]
    [InlineData("\"error\"", "\"ignore\"", "otherRaw is 'ignore'")]
    [InlineData("\"name\": \"two\",", "\"name\": \"two\", \"name\": \"three\",", "JSON")]
    [InlineData("\"name\": \"two\",", "", "name of the table is missing")]
    public void Impossible_table_is_refused_by_place(string correct, string wrong, string said)
    {
        string text = Small.Replace(correct, wrong, StringComparison.Ordinal);
        text.ShouldNotBe(Small);
        TaskInputException failure = Should.Throw<TaskInputException>(() => ClassTable.Parse(text, "two.json"));
        failure.Message.ShouldStartWith("two.json: ");
        failure.Message.ShouldContain(said);
    }

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void Table_survives_json(string name)
    {
        ClassTable table = ClassTable.BuiltIn(name);
        ClassTable again = JsonSerializer.Deserialize<ClassTable>(JsonSerializer.Serialize(table))!;
        again.Classes.ShouldBe(table.Classes);
        again.ClassOfRaw.ToArray().ShouldBe(table.ClassOfRaw.ToArray());
    }

    [Fact]
    public void Palette_gives_each_class_its_own_colour()
    {
        Enumerable.Range(0, 512).Select(ClassPalette.Of).Distinct().Count().ShouldBe(512);
        ClassPalette.Of(ClassTable.BuiltIn("camvid-11").Classes[1]).ShouldBe(new ClassColour(128, 0, 0));
    }
}
