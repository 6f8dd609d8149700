using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Specs;

namespace PiCIE.Experiments.Tests.Text;

/// <summary>One slip of the fingers in a spec: the place is that of the slip, and the words say what to do.</summary>
public sealed class BrokenYamlTests
{
    private const string Good = """
        name: place
        task: folder
        data: ./data
        method: picie
        backbone: { name: resnet18, weights: none }
        train:
          epochs: 1
          batchSize: 2
          k: 2
        evaluate: { splits: [val] }
        seeds: [1]

        """;

    [Theory]
    [InlineData("none }", "none }}", "line 5, column 44: this is not YAML: a } closes nothing; take it away, or write { where it begins")]
    [InlineData("[1]", "[1] ]", "line 11, column 12: this is not YAML: a ] closes nothing; take it away, or write [ where it begins")]
    [InlineData("[val] }", "[val]] }", "line 10, column 26: this is not YAML: a ] closes nothing; take it away, or write [ where it begins")]
    [InlineData("[val] }", "[val }", "line 10, column 21: this is not YAML: a [ is not closed; write ] where it ends")]
    [InlineData("seeds: [1]", "seeds: [1", "line 11, column 8: this is not YAML: a [ is not closed; write ] where it ends")]
    [InlineData("./data", "'./data", "line 3, column 7: this is not YAML: a ' is not closed; write ' where it ends")]
    [InlineData("method", "\t\nmethod", "line 4, column 1: this is not YAML: a tab indents this line, and YAML indents with spaces; write two spaces for each level")]
    [InlineData("  batchSize: 2", "\tbatchSize: 2", "line 8, column 1: this is not YAML: a tab indents this line, and YAML indents with spaces; write two spaces for each level")]
    [InlineData("batchSize: 2", "batchSize:2", "line 8, column 12: this is not YAML: a colon has no space behind it; write a space between a key's colon and its value")]
    [InlineData("method: picie", "method:picie", "line 4, column 7: this is not YAML: a colon has no space behind it; write a space between a key's colon and its value")]
    [InlineData("method: picie", "method\uff1apicie", "line 4, column 7: this is not YAML: here stands a wide colon (U+FF1A); write an ordinary colon and a space behind it")]
    [InlineData("name: place", "name: my: place", "line 1, column 9: this is not YAML: a value holds a second colon; put the value in quotation marks, or write its key in a line of its own")]
    [InlineData("epochs: 1", "epochs: @1", "line 7, column 11: this is not YAML: a value cannot begin with @; put the value in quotation marks")]
    [InlineData("epochs: 1", "epochs: `1`", "line 7, column 11: this is not YAML: a value cannot begin with `; put the value in quotation marks")]
    [InlineData("./data", "%data", "line 3, column 7: this is not YAML: a value cannot begin with %; put the value in quotation marks")]
    [InlineData("seeds: [1]", "seeds: [1,,2]", "line 11, column 11: this is not YAML: nothing stands before this comma; write a value there, or take the comma away")]
    [InlineData("./data", "\"C:\\data\"", "line 3, column 10: this is not YAML: \\d is no escape; write \\\\ for a backslash, or put the text in single quotation marks")]
    [InlineData("name: place", "name: |place", "line 1, column 7: this is not YAML: | begins a text of several lines, and that starts in the next line; put the value in quotation marks, or write the text into the next line")]
    [InlineData("  batchSize", "   batchSize", "line 8, column 4: this is not YAML: this line is indented further than the one before, whose key has a value already; give keys of one level the same number of spaces")]
    public void A_slip_is_named_where_it_is(string right, string wrong, string said)
    {
        Problems(Good).ShouldBeEmpty();
        Problems(Good.Replace(right, wrong, StringComparison.Ordinal)).ShouldBe([said]);
    }

    [Theory]
    [InlineData("./data", "./da}ta]")]
    [InlineData("./data", "./data:1")]
    [InlineData("name: place", "name: place # }}")]
    [InlineData("name: place", "name: \"my: place\"")]
    public void What_only_looks_like_a_slip_is_read(string right, string other) =>
        Problems(Good.Replace(right, other, StringComparison.Ordinal)).ShouldBeEmpty();

    [Theory]
    [InlineData("name:place", "line 1, column 5: a colon has no space behind it; write a space between a key's colon and its value")]
    [InlineData("seeds:\u2003[3]", "line 1, column 6: a colon has no space behind it; write a space between a key's colon and its value")]
    [InlineData("place", "line 1, column 1: expected keys with values, found place")]
    public void A_single_line_without_keys_is_told_what_it_lacks(string text, string said) => Problems(text).ShouldBe([said]);

    [Theory]
    [InlineData("name: place", "name: |-\n  my place")]
    [InlineData("name: place", "name: >-\n  my place")]
    [InlineData("./data", "\"C:\\\\data\"")]
    [InlineData("./data", "'C:\\data'")]
    public void A_value_that_YAML_can_read_is_read(string right, string other) =>
        Problems(Good.Replace(right, other, StringComparison.Ordinal)).ShouldBeEmpty();

    private static string[] Problems(string text)
    {
        try
        {
            SpecReader.Read(text, "a.yaml", []);
            return [];
        }
        catch (InvalidTextException refused)
        {
            return [.. refused.Problems.Select(problem => problem.ToString())];
        }
    }
}
