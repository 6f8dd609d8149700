using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Text;

namespace PiCIE.Experiments.Tests.Text;

public sealed class StrictYamlTests
{
    [Theory]
    [InlineData("a: &x 1\n", "the anchor &x is not allowed")]
    [InlineData("a: *x\n", "the alias *x is not allowed")]
    [InlineData("a: !!int 1\n", "the tag tag:yaml.org,2002:int is not allowed")]
    [InlineData("a: !evil { b: 1 }\n", "the tag !evil is not allowed")]
    [InlineData("a: !evil [b]\n", "the tag !evil is not allowed")]
    [InlineData("a: 1\n---\nb: 2\n", "a second document begins here")]
    [InlineData("[a, b]: 1\n", "a key must be a word, found a list")]
    [InlineData("", "the text is empty")]
    [InlineData("# nothing\n", "the text is empty")]
    [InlineData("- a\n", "expected keys with values, found a list")]
    [InlineData("just words", "expected keys with values, found just words")]
    [InlineData("a: [1, 2\n", "this is not YAML")]
    [InlineData("a: 1\n\tb: 2\n", "this is not YAML")]
    [InlineData("a: \"\\q\"\n", "this is not YAML")]
    [InlineData("\t# a comment may begin with a tab\na: [1, 2\n", "this is not YAML: a [ is not closed")]
    public void What_surprises_is_refused_by_name(string text, string message) =>
        ProblemsOf(text).ShouldContain(problem => problem.Message.StartsWith(message, StringComparison.Ordinal) && problem.Line >= 1 && problem.Column >= 1);

    [Fact]
    public void A_bomb_of_aliases_is_refused_without_being_expanded()
    {
        string text = "a: &a [x, x]\n" + string.Concat(Enumerable.Range(0, 40).Select(level =>
            $"b{level}: &b{level} [*{(level == 0 ? "a" : $"b{level - 1}")}, *{(level == 0 ? "a" : $"b{level - 1}")}]\n"));
        ProblemsOf(text).Count.ShouldBe(41 + 80);
    }

    [Fact]
    public void Deep_nesting_is_refused() =>
        ProblemsOf("a: " + new string('[', 5000) + new string(']', 5000)).ShouldHaveSingleItem().Message.ShouldBe("nested deeper than 16 levels");

    [Fact]
    public void A_huge_text_is_refused_unread() =>
        ProblemsOf("a: " + new string('x', StrictYaml.LongestText)).ShouldHaveSingleItem().Message.ShouldContain("at most 1048576 are read");

    [Fact]
    public void Quoted_text_is_told_from_plain()
    {
        TextMap map = StrictYaml.ReadMap("a: 1\nb: \"1\"\n", new List<TextProblem>())!;
        map.Find("a").ShouldBeOfType<TextScalar>().Plain.ShouldBeTrue();
        map.Find("b").ShouldBeOfType<TextScalar>().Plain.ShouldBeFalse();
    }

    private static List<TextProblem> ProblemsOf(string text)
    {
        List<TextProblem> problems = [];
        StrictYaml.ReadMap(text, problems);
        return problems;
    }
}
