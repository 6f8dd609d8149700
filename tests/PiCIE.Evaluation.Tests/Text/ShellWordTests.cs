using PiCIE.Evaluation.Text;

namespace PiCIE.Evaluation.Tests.Text;

public sealed class ShellWordTests
{
    [Theory]
    [InlineData("/data/photographs-2024/experiment.yaml", "/data/photographs-2024/experiment.yaml")]
    [InlineData("Straße/a.yaml", "Straße/a.yaml")]
    [InlineData("seed-1,train.epochs=3", "seed-1,train.epochs=3")]
    [InlineData("/data/my photographs", "'/data/my photographs'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("a;b", "'a;b'")]
    [InlineData("$HOME", "'$HOME'")]
    [InlineData("~/a", "'~/a'")]
    [InlineData("", "''")]
    public void A_word_is_quoted_where_a_shell_would_read_it_otherwise(string word, string written) => ShellWord.Of(word).ShouldBe(written);
}
