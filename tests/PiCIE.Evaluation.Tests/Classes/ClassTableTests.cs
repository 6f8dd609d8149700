using System.Text.Json;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Text;

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
    [InlineData("\"classCount\": 2", "\"classCount\": 3", "line 1, column 65: classCount is 3, but there are 2 classes")]
    [InlineData("picie-class-table/1", "picie-class-table/2", "schema is the text \"picie-class-table/2\", allowed are picie-class-table/1")]
    [InlineData("\"rawToClass\"", "\"rawToClas\"", "line 3, column 3: the key rawToClas is not known here; did you mean rawToClass?")]
    [InlineData("\"colour\"", "\"color\"", "the key color is not known under classes[0]; did you mean colour?")]
    [InlineData("[1, 2, 3]", "[1, 2, 256]", "classes[0].colour is a list, allowed are three whole numbers from 0 to 255")]
    [InlineData("\"thing\"", "\"things\"", "did you mean thing?")]
    [InlineData("\"id\": 1", "\"id\": 2", "classes[1].id is 2")]
    [InlineData("\"key\": \"b\"", "\"key\": \"a\"", "classes[1] has the key a, which classes[0] has already")]
    [InlineData("[1, 0, null, null]", "[1, 2, null, null]", "line 3, column 21: rawToClass[1] is 2, allowed is a whole number from 0 to 1")]
    [InlineData("[1, 0, null, null]", "[1, 0, null, 1]", "the raw value 3 has class 1 and is in ignoreRaw")]
    [InlineData("\"ignoreRaw\": [3]", "\"ignoreRaw\": [3, 3]", "ignoreRaw holds 3 twice")]
    [InlineData("\"error\"", "\"ignore\"", "allowed are error")]
    [InlineData("\"name\": \"two\",", "\"name\": \"two\", \"name\": \"three\",", "the key name stands here twice, first at line 1, column 36")]
    [InlineData("\"classes\": [", "\"classes\": [ [],", "classes[0] expects a text, found a list")]
    [InlineData("\"name\": \"two\",", "\"name\": \"two\"", "line 1, column 50: this is not JSON: a comma is missing before this \"")]
    [InlineData("\"ignoreRaw\": [3]", "\"ignoreRaw\": [3,]", "this is not JSON: a comma stands before this ]: remove it")]
    [InlineData("\"name\": \"two\",", "\"name\": \"two\", // mine\n", "this is not JSON: JSON has no comments")]
    [InlineData("\"name\": \"two\",", "'name': \"two\",", "this is not JSON: texts stand in double quotes")]
    [InlineData("\"name\": \"two\",", "\"name\": ,", "this is not JSON: a value is missing before this comma")]
    [InlineData("\"name\": \"two\",", "\"name\": zwei,", "this is not JSON: z is not expected here")]
    [InlineData("\"name\": \"two\",", "\"name\": \"two,\n", "this is not JSON: a text goes on over the end of its line")]
    public void Impossible_table_is_refused_by_place(string correct, string wrong, string said)
    {
        string text = Small.ReplaceLineEndings("\n").Replace(correct, wrong, StringComparison.Ordinal);
        text.ShouldNotBe(Small.ReplaceLineEndings("\n"));
        InvalidTextException failure = Should.Throw<InvalidTextException>(() => ClassTable.Parse(text, "two.json"));
        failure.Message.ShouldStartWith("two.json: line ");
        failure.Message.ShouldContain(said);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("[\"sky\"", "it ends before everything in it is closed")]
    [InlineData("[\"sky\",\n]", "line 2, column 1: this is not JSON: a comma stands before this ]")]
    [InlineData("[\"sky\"]]", "this ] closes nothing")]
    public void What_is_not_JSON_is_told_in_words_of_its_own(string text, string said)
    {
        string message = Should.Throw<InvalidTextException>(() => ClassTable.Parse(text, "two.json")).Message;
        message.ShouldContain(said);
        foreach (string word in (string[])["reader", "option", "token", "LineNumber", "depth"])
        {
            message.ShouldNotContain(word);
        }
    }

    [Fact]
    public void Everything_that_is_wrong_is_found_at_once() =>
        Should.Throw<InvalidTextException>(() => ClassTable.Parse("""{ "classes": ["a", "a"], "ignoreRaw": [-1], "colours": 1 }""", "two.json"))
            .Problems.Select(problem => problem.Key).ShouldBe(["classes[1]", "ignoreRaw", "colours"]);

    [Theory]
    [InlineData("""["sky", "road"]""")]
    [InlineData("""{ "classes": ["sky", "road"] }""")]
    [InlineData("""{ "classes": [{ "key": "sky" }, { "name": "road" }], "rawToClass": [0, 1] }""")]
    public void What_has_one_legal_value_may_be_left_out(string json)
    {
        ClassTable table = ClassTable.Parse(json, "photographs/classes.json");
        table.Name.ShouldBe("classes");
        table.Classes.ShouldBe([new SegmentationClass(0, "sky", "sky", null, null), new SegmentationClass(1, "road", "road", null, null)]);
        (table.ClassOf(1), table.ClassOf(2), table.ClassOf(254), table.ClassOf(255)).ShouldBe((1, ClassTable.Unknown, ClassTable.Unknown, ClassTable.Ignored));
    }

    [Theory]
    [InlineData("Straße", "straße")]
    [InlineData("Véhicule à moteur", "véhicule-à-moteur")]
    [InlineData("sign / symbol", "sign-symbol")]
    [InlineData("?", "class-0")]
    public void A_key_is_made_of_the_name(string name, string key) => ClassTable.Parse($"[\"{name}\"]", "classes.json").Classes[0].Key.ShouldBe(key);

    [Fact]
    public void An_ignored_value_takes_the_place_of_its_class_only_without_a_map() =>
        ClassTable.Parse("""{ "classes": ["void", "road"], "ignoreRaw": [0] }""", "classes.json").ClassOf(0).ShouldBe(ClassTable.Ignored);

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
