using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Homes;
using PiCIE.Experiments.Tasks;

namespace PiCIE.Experiments.Tests.Text;

/// <summary>Whatever character of a text is wrong: it reads, or it is refused with sentences and places; nothing else ever comes out.</summary>
public sealed class MutatedTextTests
{
    private const string Strange = "\t\u00a0\u200b\0\ufeff\u2028\"'{}[]:,#&*!%@`|>-?\\~ß\ud800\n ";

    /// <summary>Of the strange characters, in turn: over a text each comes in dozens of places.</summary>
    private const int TriedAtEachPlace = 5;

    private const string Task = """
        # A task of one's own.
        name: streets
        classes: [sky, road, "traffic sign"]
        splits:
          train: { images: train, labels: masks/train, list: train.txt }
          val:
            images: val
        labels: { encoding: png-index-8 }
        """;

    private const string Home = "data: /srv/photographs\nweights: 'weights of mine'\nartifacts: \"artifacts\"\nuser: ada # me\n";

    private const string Json = """
        { "name": "streets", "classes": [ "sky", { "name": "road", "colour": [128, 64, 128], "group": "stuff" } ],
          "rawToClass": [0, 1, null], "ignoreRaw": [2] }
        """;

    private const string Grid = Samples.Least + """

        sweep:
          grid: { train: { k: [2, 3], optimizer: [adam, "sgd"] }, cluster.k: [5], evaluate.splits: [[val], [test]] }
          when: { train.k: { train.optimizer: [adam] }, cluster.k: { method: [picie] } }
        seeds: [1, 2]

        """;

    private const string Random = Samples.Least + """

        sweep:
          random: { count: 3, seed: 7, space: { train: { learningRate: { logUniform: [1e-5, 1e-2] } }, cluster.k: { intUniform: [2, 9] }, train.k.choice: [4, 5] } }
        seeds: [1, 2]

        """;

    public static TheoryData<string> Kinds => ["spec", "grid", "random", "task file", "picie.yaml", "class table"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_character_is_wrong_the_answer_is_a_sentence_with_a_place(string kind)
    {
        string text = TextOf(kind);
        foreach (string mutated in Mutations(text))
        {
            foreach (TextProblem problem in ProblemsOf(kind, mutated))
            {
                problem.Message.ShouldNotBeNullOrWhiteSpace();
                problem.Message.ShouldNotContain("\n");
                problem.Line.ShouldBeInRange(1, mutated.Count(letter => letter is '\n' or '\u2028') + 1, $"{problem} in:\n{mutated}");
                problem.Column.ShouldBeGreaterThan(0);
            }
        }
    }

    [Theory]
    [InlineData("spec")]
    [InlineData("task file")]
    [InlineData("picie.yaml")]
    public void What_is_left_open_is_named_where_it_opens(string kind)
    {
        string text = TextOf(kind);
        int tried = 0;
        foreach ((int close, char letter) in Enumerable.Range(0, text.Length).Select(at => (at, text[at])).Where(pair => "}]".Contains(pair.Item2, StringComparison.Ordinal)))
        {
            TextProblem problem = ProblemsOf(kind, text.Remove(close, 1)).First();
            problem.Message.ShouldMatch(letter == '}' ? "this is not YAML: a [{] is not closed" : "this is not YAML: a [[] is not closed");
            problem.Line.ShouldBe(LineOf(text, close), $"without the {letter} at {close}");
            text[IndexOf(text, problem.Place)].ShouldBe(letter == '}' ? '{' : '[');
            tried++;
        }

        tried.ShouldBe(kind switch
        {
            "spec" => 8,
            "task file" => 3,
            _ => 0,
        });
    }

    [Theory]
    [InlineData("spec")]
    [InlineData("task file")]
    [InlineData("picie.yaml")]
    public void A_text_without_its_closing_mark_is_named_where_it_opens(string kind)
    {
        string text = TextOf(kind);
        foreach (int open in Enumerable.Range(0, text.Length - 1).Where(at => text[at] == ' ' && text[at + 1] is '"').Select(at => at + 1))
        {
            int close = text.IndexOf('"', open + 1);
            TextProblem problem = ProblemsOf(kind, text.Remove(close, 1)).First();
            (problem.Line, problem.Column).ShouldBe(PlaceOf(text, open));
            problem.Message.ShouldContain("a \" is not closed");
        }
    }

    [Theory]
    [InlineData('\t', "a tab indents this line")]
    [InlineData('\u00a0', "no-break space (U+00A0)")]
    [InlineData('\u3000', "wide space (U+3000)")]
    public void A_space_that_is_none_before_a_key_is_called_by_its_name_in_its_line(char space, string said)
    {
        string text = Task.ReplaceLineEndings("\n");
        int tried = 0;
        foreach (int start in Enumerable.Range(1, text.Length - 1).Where(at => text[at - 1] == '\n' && text[at] == ' '))
        {
            string mutated = text.Remove(start, 1).Insert(start, $"{space}");
            // A tab may stand where YAML takes it for the space between key and value: then nothing is wrong.
            IReadOnlyList<TextProblem> problems = ProblemsOf("task file", mutated);
            if (problems.Count > 0 || space != '\t')
            {
                tried++;
                problems.ShouldContain(problem => problem.Line == LineOf(text, start) && problem.Message.Contains(said), $"in line {LineOf(text, start)}: {string.Join(" | ", problems)}");
            }
        }

        tried.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public void A_no_break_space_behind_a_colon_is_called_by_its_name()
    {
        TextProblem problem = ProblemsOf("spec", $"{Samples.Least}\ntrain:\n  epochs: 1\n  batchSize:\u00a02\n  k: 2\n").First();
        problem.Line.ShouldBe(6);
        problem.Message.ShouldContain("no-break space (U+00A0)");
    }

    [Fact]
    public void A_value_with_an_unseen_character_shows_it() =>
        ProblemsOf("spec", $"{Samples.Least}\ntrain: {{ epochs: 4\u200b }}\n").ShouldHaveSingleItem().Message
            .ShouldBe("train.epochs expects a whole number from 1 to 100000, found 4‹zero-width space›");

    private static IEnumerable<string> Mutations(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            yield return text.Remove(at, 1);
            for (int turn = 0; turn < TriedAtEachPlace; turn++)
            {
                char letter = Strange[((at * TriedAtEachPlace) + turn) % Strange.Length];
                yield return text.Insert(at, $"{letter}");
                yield return text.Remove(at, 1).Insert(at, $"{letter}");
            }
        }
    }

    private static IReadOnlyList<TextProblem> ProblemsOf(string kind, string text)
    {
        try
        {
            _ = kind switch
            {
                "spec" or "grid" or "random" => Samples.Read(text),
                "task file" => TaskFile.Read(text, "mine.yaml"),
                "picie.yaml" => HomeSettings.Read(text, "picie.yaml"),
                "class table" => (object)ClassTable.Parse(text, "classes.json"),
                _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind"),
            };
            return [];
        }
        catch (InvalidTextException wrong)
        {
            wrong.Problems.ShouldNotBeEmpty();
            return wrong.Problems;
        }
    }

    private static string TextOf(string kind) => (kind switch
    {
        "spec" => Samples.CamVid,
        "grid" => Grid,
        "random" => Random,
        "task file" => Task,
        "picie.yaml" => Home,
        "class table" => Json,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind"),
    }).ReplaceLineEndings("\n");

    private static int LineOf(string text, int index) => PlaceOf(text, index).Line;

    private static (int Line, int Column) PlaceOf(string text, int index) =>
        (text[..index].Count(letter => letter == '\n') + 1, index - (index == 0 ? -1 : text.LastIndexOf('\n', index - 1)));

    private static int IndexOf(string text, TextPlace place) =>
        text.Split('\n').Take(place.Line - 1).Sum(line => line.Length + 1) + place.Column - 1;
}
