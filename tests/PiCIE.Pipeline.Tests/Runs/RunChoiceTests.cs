using PiCIE.Pipeline.Runs;

namespace PiCIE.Pipeline.Tests.Runs;

public sealed class RunChoiceTests
{
    private static readonly Guid Fields = Guid.Parse("01930000-0000-7000-8000-0000000000f1");
    private static readonly Guid Forests = Guid.Parse("01930000-0000-7000-8000-0000000000f2");
    private static readonly NamedRun FieldsOne = Run("aaaa1111", "seed-1", Fields, "fields");
    private static readonly NamedRun FieldsTwo = Run("aaaa2222", "seed-2", Fields, "fields");
    private static readonly NamedRun ForestsOne = Run("bbbb1111", "seed-1", Forests, "forests");
    private static readonly NamedRun[] All = [FieldsOne, FieldsTwo, ForestsOne];

    [Theory]
    [InlineData("01930000-0000-7000-8000-1234aaaa2222")]
    [InlineData("01930000000070008000" + "1234aaaa2222")]
    [InlineData("aaaa2222")]
    [InlineData("AAAA2222")]
    [InlineData("a2222")]
    [InlineData("222")]
    [InlineData("fields/seed-2")]
    [InlineData("tester/fields/seed-2")]
    [InlineData("seed-2")]
    [InlineData("Fields/seed-2")]
    [InlineData("ds/seed-2")]
    public void Any_unambiguous_part_of_what_is_shown_means_the_run(string text) =>
        RunChoice.One(text, All, "tester").ShouldBe(FieldsTwo);

    [Fact]
    public void The_name_of_an_experiment_means_all_its_runs() =>
        RunChoice.Of("fields", All, "tester").ShouldBe([FieldsOne, FieldsTwo]);

    [Fact]
    public void An_experiment_of_one_run_is_that_run() => RunChoice.One("forests", All, "tester").ShouldBe(ForestsOne);

    [Fact]
    public void Where_one_run_is_wanted_an_experiment_of_several_is_asked_back()
    {
        PicieException error = Should.Throw<PicieException>(() => RunChoice.One("fields", All, "tester"));

        (error.Code, error.Kind).ShouldBe(("which-run", ProblemKind.Input));
        error.Message.ShouldBe("'fields' means 2 runs: fields/seed-2 (aaaa2222), fields/seed-1 (aaaa1111).");
    }

    [Theory]
    [InlineData("seed-1", "'seed-1' means 2 runs: forests/seed-1 (bbbb1111), fields/seed-1 (aaaa1111).")]
    [InlineData("seed", "'seed' means 3 runs: forests/seed-1 (bbbb1111), fields/seed-2 (aaaa2222), fields/seed-1 (aaaa1111).")]
    [InlineData("1111", "'1111' means 2 runs: forests/seed-1 (bbbb1111), fields/seed-1 (aaaa1111).")]
    public void An_ambiguous_text_lists_the_candidates_with_their_names(string text, string sentence) =>
        Should.Throw<PicieException>(() => RunChoice.Of(text, All, "tester")).Message.ShouldBe(sentence);

    [Fact]
    public void A_long_list_of_candidates_is_cut()
    {
        NamedRun[] many = [.. Enumerable.Range(1, 9).Select(number => Run($"cccc000{number}", $"seed-{number}", Fields, "fields"))];

        string message = Should.Throw<PicieException>(() => RunChoice.Of("seed", many, "tester")).Message;

        message.ShouldStartWith("'seed' means 9 runs: ");
        message.ShouldEndWith(", ….");
    }

    [Theory]
    [InlineData("seed-9", "seed-1")]
    [InlineData("feilds/seed-2", "fields/seed-2")]
    [InlineData("forrests", "forests")]
    public void An_unknown_text_names_the_nearest(string text, string near)
    {
        PicieException error = Should.Throw<PicieException>(() => RunChoice.Of(text, All, "tester"));

        (error.Code, error.Kind, error.Message).ShouldBe(("no-run", ProblemKind.NotFound, $"There is no run or experiment '{text}'."));
        error.Hint.ShouldBe($"Did you mean {near}? picie runs list shows those that there are.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing-like-it")]
    [InlineData("123")]
    public void A_text_that_means_nothing_is_said_to_be_unknown(string text) =>
        Should.Throw<PicieException>(() => RunChoice.Of(text, [FieldsOne], "tester")).Code.ShouldBe("no-run");

    [Fact]
    public void A_name_of_ones_own_wins_over_the_same_of_somebody_else()
    {
        NamedRun others = Run("dddd1111", "seed-1", Guid.NewGuid(), "fields") with { Person = "colleague" };

        RunChoice.One("fields/seed-1", [FieldsOne, others], "tester").ShouldBe(FieldsOne);
        RunChoice.One("colleague/fields/seed-1", [FieldsOne, others], "tester").ShouldBe(others);
        RunChoice.Of("colleague/fields", [FieldsOne, FieldsTwo, others], "tester").ShouldBe([others]);
    }

    [Fact]
    public void An_exact_name_wins_over_a_part_of_another()
    {
        NamedRun longer = Run("eeee0001", "seed-10", Forests, "forests");

        RunChoice.One("forests/seed-1", [ForestsOne, longer], "tester").ShouldBe(ForestsOne);
    }

    private static NamedRun Run(string digits, string name, Guid experiment, string experimentName) =>
        new(Guid.Parse($"01930000-0000-7000-8000-1234{digits}"), name, experiment, experimentName, "tester");
}
