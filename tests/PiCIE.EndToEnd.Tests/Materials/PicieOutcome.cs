using System.Text.Json;

namespace PiCIE.EndToEnd.Tests.Materials;

/// <summary>What one start of <c>picie</c> came to.</summary>
internal sealed record PicieOutcome(int Status, string Out, string Error)
{
    /// <summary>Standard output as the one JSON document that it must be.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>The error document of <c>--json</c>.</summary>
    public JsonElement ErrorDocument => Json.GetProperty("error");

    /// <summary>Fails with everything that was said unless the status is the wanted one.</summary>
    public PicieOutcome ShouldEndWith(int status)
    {
        Status.ShouldBe(status, $"standard output:\n{Out}\nstandard error:\n{Error}");
        return this;
    }

    /// <summary>All of these words stand in what people read on standard error.</summary>
    public PicieOutcome ShouldSay(params string[] words)
    {
        foreach (string word in words)
        {
            Error.ShouldContain(word);
        }

        return this;
    }
}
