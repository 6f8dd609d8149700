namespace PiCIE.Cli.Tests;

/// <summary>Text as a person should read it, in a file beside the tests (<c>Results/Expected/NAME.txt</c>).</summary>
internal static class ExpectedText
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "PiCIE.Cli.Tests", "Results", "Expected");

    /// <summary>Fails unless the text is the one in the file, apart from space at the ends of lines.</summary>
    public static void ShouldBeExpected(this string text, string name) => text.ShouldStandIn(Path.Combine(Folder, name + ".txt"));
}
