using System.Text.Json;

namespace PiCIE.Cli.Tests.BadInput;

/// <summary>What one command came to.</summary>
internal sealed record Said(int Status, string Out, string Error)
{
    /// <summary>Standard output as the one JSON document that it must be.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>The status is the wanted one, and no command shows a stack trace.</summary>
    public Said ShouldEndWith(int status)
    {
        Status.ShouldBe(status, $"standard output:\n{Out}\nstandard error:\n{Error}");
        Error.ShouldNotContain("   at ");
        return this;
    }

    /// <summary>All of these words stand in what people read on standard error.</summary>
    public Said ShouldSay(params string[] words)
    {
        foreach (string word in words)
        {
            Error.ShouldContain(word);
        }

        return this;
    }
}
