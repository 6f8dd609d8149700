namespace PiCIE.Cli.Tests.BadInput;

/// <summary>Specs that are wrong: exit status 2, and a message with the line, the value and what is allowed.</summary>
public sealed class BadSpecTests : IDisposable
{
    private readonly SpecHome _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task An_unknown_key_is_named_with_its_line_and_the_nearest_key() =>
        RefusedAsync("trian: { epochs: 2 }", "small.yaml", "line 9", "trian", "train");

    [Fact]
    public Task A_key_that_stands_twice_is_named_with_its_line() =>
        RefusedAsync("method: frozen", "line 9", "method");

    [Fact]
    public Task A_value_of_a_wrong_type_is_named_with_its_line() =>
        RefusedAsync("train: { epochs: many }", "line 9", "train.epochs", "many");

    [Fact]
    public Task A_word_that_is_not_allowed_is_named_with_those_that_are() =>
        RefusedAsync("train: { optimizer: rmsprop }", "line 9", "rmsprop", "adam", "sgd");

    [Fact]
    public Task No_clusters_are_too_few() => RefusedAsync("train: { k: 0 }", "line 9", "train.k", "0", "10");

    [Fact]
    public Task More_clusters_than_pixels_are_too_many() => RefusedAsync("train: { k: 10000 }", "small.yaml, line 9", "train.k is 10000", "512 feature vectors");

    [Fact]
    public Task Text_that_is_no_yaml_is_refused_with_its_line() => RefusedAsync("train: [1, 2", "line");

    [Theory]
    [InlineData("--set 'seeds=1, 2, 3'", "run", "small.yaml", "--plan", "--set", "seeds=1,", "2,", "3")]
    [InlineData("stands in quotes: 'das ist gut'", "note", "small", "das", "ist", "gut")]
    public async Task Words_that_the_shell_took_apart_are_shown_in_quotes(string said, params string[] arguments) =>
        (await _folder.PicieAsync(arguments)).ShouldEndWith(2).ShouldSay(said);

    [Fact]
    public async Task A_word_too_many_behind_a_command_without_arguments_is_no_matter_of_quotes() =>
        (await _folder.PicieAsync("version", "please")).ShouldEndWith(2).Error.ShouldNotContain("quotes");

    [Fact]
    public async Task Other_data_under_a_taken_name_are_refused_with_the_words_that_give_another()
    {
        (await _folder.PicieAsync("submit", _folder.Spec)).ShouldEndWith(0);
        foreach (string split in (string[])["train", "val"])
        {
            foreach (string name in (string[])["a", "b"])
            {
                _folder.Write($"other/{split}/{name}.png", "");
                _folder.Write($"other/{split}annot/{name}.png", "");
            }

            _folder.Write($"other/{split}.txt", "a\nb");
        }

        (await _folder.PicieAsync("run", _folder.Spec, "--plan", "--set", "data=./other")).ShouldEndWith(5).ShouldSay("--set name=small-2");
    }

    [Fact]
    public async Task A_key_of_the_command_line_is_checked_as_strictly()
    {
        Said outcome = await _folder.PicieAsync("run", _folder.Spec, "--plan", "--set", "train.epoch=2");

        outcome.ShouldEndWith(2).ShouldSay("--set train.epoch=2", "did you mean epochs?");
    }

    [Fact]
    public async Task With_json_the_error_is_one_document()
    {
        _folder.WriteSpec("trian: { epochs: 2 }");

        Said outcome = await _folder.PicieAsync("run", _folder.Spec, "--json");

        outcome.ShouldEndWith(2);
        outcome.Json.GetProperty("error").GetProperty("message").GetString()!.ShouldContain("trian");
    }

    private async Task RefusedAsync(string line, params string[] words)
    {
        _folder.WriteSpec(line);

        Said outcome = await _folder.PicieAsync("run", _folder.Spec);

        outcome.ShouldEndWith(2).ShouldSay(words);
        Directory.Exists(Path.Combine(_folder.Home, "artifacts")).ShouldBeFalse("nothing may be computed for a spec that is wrong");
    }
}
