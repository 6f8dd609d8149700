using PiCIE.Experiments.Filters;

namespace PiCIE.Experiments.Tests.Filters;

public sealed class FilterParserTests
{
    [Theory]
    [InlineData("STATUS = Done", "status = done")]
    [InlineData("settings.train.learningrate >= 3e-4", "settings.train.learningRate >= 3e-4")]
    [InlineData("metrics.val.meaniou>14", "metrics.val.meanIoU > 14")]
    [InlineData("metrics.meanIoU > 14 sky", "metrics.meanIoU > 14 and sky")]
    [InlineData("metrics.val.iou.Sky_2 < 5", "metrics.val.iou.Sky_2 < 5")]
    [InlineData("Metrics.val.IOU.Sky > 1", "metrics.val.iou.Sky > 1")]
    [InlineData("seed in (1, 2,3)", "seed = 1 or seed = 2 or seed = 3")]
    [InlineData("settings.train.k is not absent", "settings.train.k is not absent")]
    [InlineData("not not-bit", "not not-bit")]
    [InlineData("status", "status")]
    [InlineData("\"status\" x", "status and x")]
    [InlineData("tag ~ \"a\\\"b\\\\\"", "tag ~ \"a\\\"b\\\\\"")]
    [InlineData("\"archived\"", "\"archived\"")]
    [InlineData("name ~ \"it's 20%\"", "name ~ \"it's 20%\"")]
    [InlineData("a or b c", "a or b and c")]
    [InlineData("configid=ab12 and labelsused = none", "configId = ab12 and labelsUsed = none")]
    [InlineData("created > -7D", "created > -7D")]
    public void A_filter_is_read_as_it_is_meant(string text, string meant) => FilterText.Of(FilterParser.Parse(text).ShouldNotBeNull()).ShouldBe(meant);

    [Theory]
    [InlineData("")]
    [InlineData("  \t")]
    public void An_empty_text_is_no_condition(string text) => FilterParser.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("done and statsu = done", 10, "'statsu' is no field.", "Did you mean status?")]
    [InlineData("colour = red", 1, "'colour' is no field.", "Fields are id, status, name,")]
    [InlineData("status = dnoe", 10, "'status' is never 'dnoe'.", "Did you mean done?")]
    [InlineData("settings.train.learningRat = 1", 1, "'settings.train.learningRat' names no setting of a run.", "Did you mean settings.train.learningRate?")]
    [InlineData("metrics.val.meanIuo > 3", 1, "'metrics.val.meanIuo' names no figure", "Did you mean metrics.val.meanIoU?")]
    [InlineData("series.loss > 3", 1, "does not say which value of a curve: last, min, max.", "series.loss.last")]
    [InlineData("n > 3", 1, "'n' counts the trainings of a group of replicates", "picie runs compare")]
    [InlineData("marks = collapsed", 9, "The mark 'collapsed' is not known yet", "late-result")]
    [InlineData("seed = many", 8, "'seed' is a number without quotes", null)]
    [InlineData("seed = \"1\"", 8, "'seed' is a number without quotes", null)]
    [InlineData("seed ~ 1", 6, "'seed' is a number and is not compared by ~.", "=  !=  <")]
    [InlineData("name < b", 6, "'name' is text and is not compared by <.", "=  !=  ~")]
    [InlineData("settings.method < picie", 19, "compared by order with a number only", null)]
    [InlineData("created = yesterday", 11, "a UTC day such as 2026-11-29", null)]
    [InlineData("created = -7d", 11, "compared with an age by <", null)]
    [InlineData("archived = yes", 12, "'archived' is true or false", null)]
    [InlineData("name = ", 8, "Found the end where a value stands here.", null)]
    [InlineData("a and", 6, "Found the end where a condition", null)]
    [InlineData("a and or b", 7, "Found 'or' where a condition", "\"or\"")]
    [InlineData("(a or b", 8, "the parenthesis of column 1 is open", null)]
    [InlineData("a)", 2, "Found ')' where the filter could end here.", null)]
    [InlineData("= 3", 1, "Found '=' where a condition", null)]
    [InlineData("a = 1 = 2", 1, "'a' is no field.", null)]
    [InlineData("name = x = y", 10, "Found '=' where the filter could end here.", null)]
    [InlineData("seed in 1, 2", 9, "a list in parentheses follows 'in'", null)]
    [InlineData("seed in (1 2)", 12, "values are divided by commas", null)]
    [InlineData("name is empty", 9, "'is' is followed by 'absent' or 'not absent'", null)]
    [InlineData("name = \"x", 8, "A quote is not closed.", "\\\"")]
    [InlineData("name = \"x\\n\"", 10, "A backslash in quotes", null)]
    [InlineData("name ! x", 6, "'!' is no comparison.", "'not'")]
    [InlineData("name = a*", 9, "'*' can stand in quotes only.", null)]
    [InlineData("\"name\" = x", 1, "A field stands without quotes", null)]
    [InlineData("meanIoU > 20", 1, "'meanIoU' is no field.", "Did you mean metrics.val.meanIoU (of the split val) or metrics.meanIoU")]
    [InlineData("miou > 20", 1, "'miou' is no field.", "metrics.val.meanIoU")]
    [InlineData("lr = 1e-4", 1, "'lr' is no field.", "Did you mean settings.train.learningRate?")]
    [InlineData("train.learningRate = 1e-4", 1, "is no field.", "Did you mean settings.train.learningRate?")]
    [InlineData("settings.train.lr = 1e-4", 1, "names no setting of a run.", "Did you mean settings.train.learningRate?")]
    [InlineData("settings.lr = 1e-4", 1, "names no setting of a run.", "Did you mean settings.train.learningRate?")]
    [InlineData("colour = red", 1, "'colour' is no field.", "seed, configId, archived,")]
    [InlineData("status == done", 8, "'==' is no part of this language.", "Write =.")]
    [InlineData("seed <> 1", 6, "'<>' is no part of this language.", "Write !=.")]
    [InlineData("seed => 1", 6, "'=>' is no part of this language.", "Write >=.")]
    [InlineData("a && b", 3, "'&&' is no part of this language.", "Write and.")]
    [InlineData("a || b", 3, "'||' is no part of this language.", "Write or.")]
    [InlineData("name = 'x'", 8, "is no part of this language.", "double quotes")]
    [InlineData("metrics.meanIoU > 20.5%", 23, "A number stands without %", "Write 20.5.")]
    [InlineData("not archived", 5, "'archived' is true or false, and no comparison follows.", "Write archived = true")]
    [InlineData("Starred", 1, "'Starred' is true or false", "Write starred = true or = false; to look for the word write \"Starred\".")]
    [InlineData("status = superseded", 10, "which lists show in its place.", "Write marks in (older-data, older-code).")]
    [InlineData("status = \"not asked for now\"", 10, "which lists show in its place.", "status in (waiting, running)")]
    [InlineData("status.x = done", 1, "'status' is a field without further words", null)]
    public void A_mistake_is_told_with_its_column_and_what_was_meant(string text, int column, string sentence, string? hint)
    {
        FilterException error = Should.Throw<FilterException>(() => FilterParser.Parse(text));

        error.Column.ShouldBe(column);
        error.Message.ShouldContain(sentence);
        if (hint is not null)
        {
            error.Hint.ShouldNotBeNull().ShouldContain(hint);
        }
    }

    [Theory]
    [InlineData("name like \"seed%\"", "name like")]
    [InlineData("camvid or not -metrics.val.meanIoU", "-metrics.val.meanIoU")]
    [InlineData("name ~ like best", "")]
    public void Words_that_look_like_comparisons_are_found_among_the_text(string text, string words) =>
        string.Join(' ', WordsReadAsText.In(FilterParser.Parse(text))).ShouldBe(words);

    [Fact]
    public void The_limits_hold_exactly()
    {
        FilterParser.Parse(string.Join(' ', Enumerable.Repeat("a", FilterParser.MostTests))).ShouldNotBeNull();
        Should.Throw<FilterException>(() => FilterParser.Parse(string.Join(' ', Enumerable.Repeat("a", FilterParser.MostTests + 1)))).Message.ShouldContain("more than 100 tests");

        FilterParser.Parse(Nested(FilterParser.MostDepth)).ShouldNotBeNull();
        Should.Throw<FilterException>(() => FilterParser.Parse(Nested(FilterParser.MostDepth + 1))).Message.ShouldContain("deeper than 20");
        FilterParser.Parse(string.Join(' ', Enumerable.Repeat("(a)", FilterParser.MostTests))).ShouldNotBeNull("parentheses beside one another are not deep");

        FilterParser.Parse(new string('a', FilterParser.MostCharacters)).ShouldNotBeNull();
        Should.Throw<FilterException>(() => FilterParser.Parse(new string('a', FilterParser.MostCharacters + 1))).Message.ShouldContain("4001 characters");

        static string Nested(int depth) => new string('(', depth) + "a" + new string(')', depth);
    }

    [Theory]
    [InlineData("-metrics.val.meanIoU,settings.train.learningRate", "metrics.val.meanIoU desc, settings.train.learningRate")]
    [InlineData(" created , -ID", "created, id desc")]
    public void An_order_is_read(string text, string meant) =>
        string.Join(", ", FilterOrder.Parse(text).Select(key => key.IsDescending ? $"{key.Field} desc" : $"{key.Field}")).ShouldBe(meant);

    [Theory]
    [InlineData("created,-naem", 10, "'naem' is no field.")]
    [InlineData("meanIoU", 1, "'meanIoU' is no field.")]
    [InlineData("created,", 9, "A field to sort by is missing.")]
    [InlineData("tag", 1, "Runs are not sorted by 'tag'")]
    public void A_mistake_of_an_order_is_told_with_its_column(string text, int column, string sentence)
    {
        FilterException error = Should.Throw<FilterException>(() => FilterOrder.Parse(text));

        (error.Column, error.Message.Contains(sentence, StringComparison.Ordinal)).ShouldBe((column, true), error.Message);
    }

    [Fact]
    public void A_list_of_groups_knows_n_and_is_sorted_by_what_a_group_has_one_of()
    {
        FilterParser.ParseOfGroups("n >= 3 and not N is absent").ShouldBe(new AndFilter(
            new TestFilter(new FilterField(FilterColumn.N), FilterOperator.GreaterOrEqual, new FilterValue("3", false)), new NotFilter(new AbsenceFilter(new FilterField(FilterColumn.N)))));
        FilterOrder.ParseOfGroups("-n,metrics.val.meanIoU,settings.train.k,created,configId").Count.ShouldBe(5);
        Should.Throw<FilterException>(() => FilterOrder.ParseOfGroups("n,-status")).Message.ShouldContain("'status', in which their runs differ");
        Should.Throw<FilterException>(() => FilterOrder.ParseOfGroups("settings.train.seed")).Column.ShouldBe(1);
        Should.Throw<FilterException>(() => FilterOrder.ParseOfGroups("metrics.meanIoU")).Hint.ShouldNotBeNull().ShouldContain("metrics.<split>.<figure>");
    }
}
