using PiCIE.Pipeline;

namespace PiCIE.Server.Answers;

/// <summary>Looks at a list of texts that was sent: what a list holds, no type says.</summary>
internal static class SentTexts
{
    private const int Most = 1000;

    /// <summary>Returns the texts.</summary>
    /// <param name="key">Name of the list.</param>
    /// <param name="texts">The texts; null for none.</param>
    /// <exception cref="PicieException">One of them is null, or there are too many.</exception>
    public static IReadOnlyList<string> Require(string key, IReadOnlyList<string>? texts) => texts switch
    {
        null => [],
        { Count: > Most } => throw new PicieException("too-many", $"{key} has {texts.Count} entries; at most {Most} are taken at once.", key, "Send them in parts.", ProblemKind.Input),
        _ when texts.Any(text => text is null) => throw new PicieException("bad-request", $"{key} is a list of texts, and one of its entries is none.", key, null, ProblemKind.Input),
        _ => texts,
    };
}
